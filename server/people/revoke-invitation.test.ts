import { expect, test } from "vitest";
import { db } from "../db.ts";
import { makeProject, makeStudio } from "../testing/factories.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { inviteMember } from "./invite-member.ts";
import { invitePerson } from "./invite-person.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

test("a revoked invitation is on record, and cannot be revoked twice", async () => {
  const { projectId, manager } = await makeProject();
  const { invitationId } = await invitePerson(manager, { projectId, email: "a@b.example", part: "artist" });
  await revokeInvitation(manager, { invitationId });
  expect(await db.event.count({ where: { streamId: projectId, kind: "invitation.revoked" } })).toBe(1);
  await expect(revokeInvitation(manager, { invitationId })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("accepting and revoking at once: one of them happened, never both", async () => {
  const { projectId, manager } = await makeProject();
  const { invitationId, link } = await invitePerson(manager, {
    projectId,
    email: "c@d.example",
    part: "artist",
  });
  const tries = await Promise.allSettled([
    acceptInvitation(null, { token: link?.split("/").at(-1) ?? "", name: "C" }),
    revokeInvitation(manager, { invitationId }),
  ]);
  expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(1);
  const row = await db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
  expect(row.acceptedAt === null).not.toBe(row.revokedAt === null);
});

test("a participant cannot revoke, a manager cannot revoke what only an owner may give", async () => {
  const { projectId, studioId, manager, owner, people } = await makeProject();
  const sent = await invitePerson(manager, { projectId, email: "e@f.example", part: "artist" });
  await expect(revokeInvitation(people.artist, sent)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(revokeInvitation((await makeStudio()).owner, sent)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const member = await inviteMember(owner, { studioId, email: "g@h.example", role: "manager" });
  await expect(revokeInvitation(manager, member)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});
