import { expect, test } from "vitest";
import { studioFor } from "../access.ts";
import { db } from "../db.ts";
import { makeMember, makeStudio } from "../testing/factories.ts";
import { removeMember } from "./remove-member.ts";

const memberOf = (studioId: string, userId: string) =>
  db.member.findFirstOrThrow({ where: { studioId, userId } }).then((m) => m.id);

test("a member who left no longer finds the studio", async () => {
  const { studioId, owner, manager } = await makeStudio();
  await removeMember(owner, { memberId: await memberOf(studioId, manager.userId) });
  await expect(studioFor(manager, studioId, "studio.see")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.event.count({ where: { streamId: studioId, kind: "member.left" } })).toBe(1);
});

test("a studio keeps an owner, also when two owners remove each other at once", async () => {
  const { studioId, owner } = await makeStudio();
  const ownMember = await memberOf(studioId, owner.userId);
  await expect(removeMember(owner, { memberId: ownMember })).rejects.toMatchObject({ code: "CONFLICT" });
  const second = await makeMember(studioId, "owner");
  await Promise.allSettled([
    removeMember(owner, { memberId: await memberOf(studioId, second.userId) }),
    removeMember(second, { memberId: ownMember }),
  ]);
  expect(await db.member.count({ where: { studioId, role: "owner" } })).toBe(1);
});

test("a manager removes nobody", async () => {
  const { studioId, owner, manager } = await makeStudio();
  await expect(
    removeMember(manager, { memberId: await memberOf(studioId, owner.userId) }),
  ).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
});
