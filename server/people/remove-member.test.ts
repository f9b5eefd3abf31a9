import { expect, test } from "vitest";
import { studioFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { makeMember, makeProject, makeStudio } from "../testing/factories.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { inviteMember } from "./invite-member.ts";
import { invitePerson } from "./invite-person.ts";
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

const tokenOf = ({ link }: { link: string | null }) => link?.split("/").at(-1) ?? "";

test("with a manager go the invitations that they sent and nobody accepted; what was accepted and what others sent stays", async () => {
  const { studioId, projectId, owner, manager } = await makeProject();
  const invite = (by: typeof owner, email: string) => invitePerson(by, { projectId, email, part: "client" });
  const accepted = await invite(manager, "accepted@links.example");
  const { userId } = await acceptInvitation(null, { token: tokenOf(accepted), name: "Ada" });
  const open = await invite(manager, "own.second.address@links.example");
  const others = await invite(owner, "others@links.example");
  await removeMember(owner, { memberId: await memberOf(studioId, manager.userId) });

  const accept = (sent: { link: string | null }) =>
    acceptInvitation(null, { token: tokenOf(sent), name: "Nia" });
  await expect(accept(open)).rejects.toMatchObject({ code: "GONE" });
  await accept(others);
  expect(await db.participant.count({ where: { projectId, userId } })).toBe(1);
  const revoked = await db.event.findMany({ where: { streamId: projectId, kind: "invitation.revoked" } });
  expect(revoked.map((e) => e.subject)).toEqual([{ invitationId: open.invitationId }]);
});

test("nobody who was taken out comes back by another invitation that they still had", async () => {
  const { studioId, owner } = await makeStudio();
  const email = "twice@links.example";
  const [asEngineer, asManager] = [
    await inviteMember(owner, { studioId, email, role: "engineer" }),
    await inviteMember(owner, { studioId, email, role: "manager" }),
  ];
  const { userId } = await acceptInvitation(null, { token: tokenOf(asEngineer), name: "Twan" });
  await removeMember(owner, { memberId: await memberOf(studioId, userId) });
  const back = acceptInvitation({ kind: "person", userId }, { token: tokenOf(asManager) });
  await expect(back).rejects.toMatchObject({ code: "GONE" });
});

test("of inviting and being taken out at once, no open invitation is left", async () => {
  const { studioId, projectId, owner, manager } = await makeProject();
  const memberId = await memberOf(studioId, manager.userId);
  const invite = (n: number) =>
    invitePerson(manager, { projectId, email: `race.${n}@links.example`, part: "client" });
  await Promise.allSettled([invite(1), invite(2), removeMember(owner, { memberId }), invite(3), invite(4)]);
  const open = { invitedById: manager.userId, acceptedAt: null, revokedAt: null };
  expect(await db.invitation.count({ where: open })).toBe(0);
});
