import { expect, test } from "vitest";
import { projectFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { verifyPassword } from "../password.ts";
import { invitationBehind } from "../projects/queries.ts";
import { makePerson, makeProject } from "../testing/factories.ts";
import { days } from "../time.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { invitePerson } from "./invite-person.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

async function invited(email: string, name?: string) {
  const made = await makeProject();
  const { projectId, manager } = made;
  const sent = await invitePerson(manager, { projectId, email, part: "client", ...(name ? { name } : {}) });
  return { ...made, invitationId: sent.invitationId, token: sent.link?.split("/").at(-1) ?? "" };
}

test("a new address gets its account, its name, its password and its part by the link", async () => {
  const { token, projectId } = await invited("new@people.example");
  const { userId, isNew } = await acceptInvitation(null, {
    token,
    name: "Nia",
    password: "three unrelated words",
  });
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  expect(isNew).toBe(true);
  expect(user).toMatchObject({ email: "new@people.example", name: "Nia" });
  expect(user.emailVerified).not.toBeNull();
  expect(await verifyPassword("three unrelated words", user.passwordHash)).toBe(true);
  const sight = await projectFor({ kind: "person", userId }, projectId, "signoff.give");
  expect(sight.roles).toEqual(["client"]);
  const kinds = await db.event.findMany({ where: { streamId: projectId }, orderBy: { number: "asc" } });
  expect(kinds.map((e) => e.kind).slice(-2)).toEqual(["participant.added", "invitation.accepted"]);
});

test("without a name of its own the account takes the one from the invitation", async () => {
  const { token } = await invited("named@people.example", "Ned");
  const { userId } = await acceptInvitation(null, { token });
  expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).name).toBe("Ned");
});

test("a nameless acceptance is refused and the invitation stays open", async () => {
  const { token } = await invited("nameless@people.example");
  await expect(acceptInvitation(null, { token })).rejects.toMatchObject({ code: "INVALID" });
  expect((await invitationBehind(token))?.state).toBe("open");
  expect(await db.user.count({ where: { email: "nameless@people.example" } })).toBe(0);
});

test("an address with an account must be signed in: a forwarded link opens nobody's account", async () => {
  const existing = await makePerson("Eve");
  const { email } = await db.user.findUniqueOrThrow({ where: { id: existing.userId } });
  const { token, projectId } = await invited(email);
  await expect(acceptInvitation(null, { token })).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
  const other = await makePerson("Otto");
  await expect(acceptInvitation(other, { token })).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
  expect((await invitationBehind(token))?.state).toBe("open");
  expect(await acceptInvitation(existing, { token })).toMatchObject({
    userId: existing.userId,
    isNew: false,
  });
  await expect(projectFor(existing, projectId, "project.see")).resolves.toBeTruthy();
});

test("of two who accept one link at once, one wins and the other is told", async () => {
  const { token, projectId } = await invited("race@people.example");
  const tries = await Promise.allSettled([
    acceptInvitation(null, { token, name: "First" }),
    acceptInvitation(null, { token, name: "Second" }),
  ]);
  expect(tries.map((t) => t.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(tries.find((t) => t.status === "rejected")?.reason).toMatchObject({ code: "GONE" });
  expect(await db.user.count({ where: { email: "race@people.example" } })).toBe(1);
  expect(await db.participant.count({ where: { projectId, user: { email: "race@people.example" } } })).toBe(
    1,
  );
});

test("two invitations to one new address at once make one account", async () => {
  const one = await invited("twice@people.example");
  const two = await invited("twice@people.example");
  const tries = await Promise.allSettled([
    acceptInvitation(null, { token: one.token, name: "T" }),
    acceptInvitation(null, { token: two.token, name: "T" }),
  ]);
  expect(await db.user.count({ where: { email: "twice@people.example" } })).toBe(1);
  expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(1);
  expect(tries.find((t) => t.status === "rejected")?.reason).toMatchObject({ code: "NOT_SIGNED_IN" });
});

test("a used, a revoked, an expired and an invented link each say what happened", async () => {
  const used = await invited("used@people.example");
  await acceptInvitation(null, { token: used.token, name: "U" });
  const account = await db.user.findUniqueOrThrow({ where: { email: "used@people.example" } });
  await expect(
    acceptInvitation({ kind: "person", userId: account.id }, { token: used.token }),
  ).rejects.toThrow("already accepted");

  const revoked = await invited("revoked@people.example");
  await revokeInvitation(revoked.manager, { invitationId: revoked.invitationId });
  await expect(acceptInvitation(null, { token: revoked.token, name: "R" })).rejects.toThrow(
    "took this invitation back",
  );

  const expired = await invited("expired@people.example");
  await db.invitation.update({
    where: { id: expired.invitationId },
    data: { expiresAt: new Date(Date.now() - days(1)) },
  });
  await expect(acceptInvitation(null, { token: expired.token, name: "E" })).rejects.toThrow("has run out");

  await expect(acceptInvitation(null, { token: "invented", name: "I" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
