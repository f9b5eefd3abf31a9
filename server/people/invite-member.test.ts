import { expect, test } from "vitest";
import { db } from "../db.ts";
import { invitationBehind } from "../projects/queries.ts";
import { makeStudio } from "../testing/factories.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { inviteMember } from "./invite-member.ts";
import { invitationsToStudio, membersOf } from "./queries.ts";

const tokenOf = (link: string | null) => link?.split("/").at(-1) ?? "";

test("an owner invites an engineer, who becomes a member by the link", async () => {
  const { studioId, owner } = await makeStudio();
  const { link } = await inviteMember(owner, { studioId, email: "eng@studio.example", role: "engineer" });
  expect(await invitationsToStudio(owner, { studioId })).toHaveLength(1);
  const { userId } = await acceptInvitation(null, { token: tokenOf(link), name: "Enno" });
  const members = await membersOf(owner, { studioId });
  expect(members.find((m) => m.userId === userId)).toMatchObject({ role: "engineer", name: "Enno" });
  expect(await invitationsToStudio(owner, { studioId })).toHaveLength(0);
});

test("a manager cannot make members, and a stranger finds no studio", async () => {
  const { studioId, manager } = await makeStudio();
  const stranger = (await makeStudio()).owner;
  const input = { studioId, email: "eng@studio.example", role: "engineer" as const };
  await expect(inviteMember(manager, input)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(inviteMember(stranger, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("who is a member already is not invited again", async () => {
  const { studioId, owner, manager } = await makeStudio();
  const { email } = await db.user.findUniqueOrThrow({ where: { id: manager.userId } });
  await expect(inviteMember(owner, { studioId, email, role: "owner" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("of two invitations to the same role at once one link is open", async () => {
  const { studioId, owner } = await makeStudio();
  const send = () => inviteMember(owner, { studioId, email: "two@studio.example", role: "engineer" });
  const links = (await Promise.all([send(), send()])).map((s) => tokenOf(s.link));
  const states = await Promise.all(links.map(async (token) => (await invitationBehind(token))?.state));
  expect(states.toSorted()).toEqual(["open", "revoked"]);
});
