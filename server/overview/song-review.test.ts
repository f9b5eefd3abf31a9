import { expect, test } from "vitest";
import type { Role } from "../access/permissions.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import { makeFile, makeProject, makeRevision, putInState } from "../testing/factories.ts";
import { songReview } from "./song-review.ts";

type Part = Exclude<Role, "owner" | "manager" | "engineer">;

test("each file says whether its reader may take it, and have its copy made again, as the routes decide it", async () => {
  const made = await makeProject();
  const { people, song } = made;
  await makeFile(made, { kind: "rough_mix" });
  await makeRevision(made);
  const master = await makeRevision(made, "mastering");
  await putInState(song.id, "mastering", "in_review");
  const takenBy = async (part: Part) => {
    const { roughMix, revisions } = await songReview(people[part], song.id);
    const [mix, newest] = revisions.map(({ file }) => file);
    return [roughMix, mix, newest].map((file) => file?.mayTake);
  };
  expect(await takenBy("mixing_engineer")).toEqual([true, true, false]);
  expect(await takenBy("mastering_engineer")).toEqual([false, true, true]);
  expect(await takenBy("client")).toEqual([false, false, false]);
  await giveSignOff(people.client, {
    revisionId: master.revisionId,
    sha256: master.file.sha256,
    newestSeenId: master.revisionId,
  });
  expect(await takenBy("client")).toEqual([false, false, true]);
  expect(await takenBy("artist")).toEqual([false, false, false]);

  const renewedBy = async (part: Part) =>
    (await songReview(people[part], song.id)).revisions.map(({ file }) => file.mayRenew);
  expect(await renewedBy("mixing_engineer")).toEqual([true, false]);
  expect(await renewedBy("mastering_engineer")).toEqual([false, true]);
});
