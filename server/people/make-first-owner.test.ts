import { expect, test } from "vitest";
import { studioFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { makeFirstOwner } from "./make-first-owner.ts";
import { newFirstOwnerLink } from "./new-first-owner-link.ts";
import { firstOwnerLinkWorks } from "./queries.ts";

const olu = {
  studioName: "Foundry Sound",
  name: "Olu",
  email: "olu@foundry.example",
  password: "three unrelated words",
};
const tokenOf = (link: string | null) => link?.split("/").at(-1) ?? "";

// One after the other: an installation gets its first owner once.
test("an empty installation gets its owner by the newest printed link, once, whoever is faster", async () => {
  const atOnce = (await Promise.all([newFirstOwnerLink(), newFirstOwnerLink()])).map(tokenOf);
  const work = await Promise.all(atOnce.map(firstOwnerLinkWorks));
  expect(work.filter(Boolean)).toHaveLength(1);
  const older = tokenOf(await newFirstOwnerLink());
  const token = tokenOf(await newFirstOwnerLink());
  expect(await firstOwnerLinkWorks(older)).toBe(false);
  expect(await firstOwnerLinkWorks(token)).toBe(true);
  await expect(makeFirstOwner({ ...olu, token: older })).rejects.toMatchObject({ code: "GONE" });
  await expect(makeFirstOwner({ ...olu, token, password: "short" })).rejects.toThrow();

  const tries = await Promise.allSettled([
    makeFirstOwner({ ...olu, token }),
    makeFirstOwner({ ...olu, token, email: "thief@elsewhere.example" }),
  ]);
  const made = tries.filter((t) => t.status === "fulfilled");
  expect(made).toHaveLength(1);
  expect(await db.studio.count()).toBe(1);
  const { studioId, userId } = made[0]?.value ?? { studioId: "", userId: "" };
  await expect(studioFor({ kind: "person", userId }, studioId, "people.change")).resolves.toBeTruthy();

  expect(await newFirstOwnerLink()).toBeNull();
  expect(await firstOwnerLinkWorks(token)).toBe(false);
});
