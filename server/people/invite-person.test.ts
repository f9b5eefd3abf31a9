import { expect, onTestFinished, test } from "vitest";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { makeProject, makeStudio } from "../testing/factories.ts";
import { invitePerson } from "./invite-person.ts";
import { invitationsToProject } from "./queries.ts";

const cleo = { email: "Cleo@Label.example ", name: "Cleo", part: "client" as const };

test("an invitation is a row, an event, a mail with the link and a job, or none of them", async () => {
  const { projectId, manager, studioId } = await makeProject();
  const { invitationId, link } = await invitePerson(manager, { projectId, ...cleo });
  expect(await db.invitation.findUniqueOrThrow({ where: { id: invitationId } })).toMatchObject({
    studioId,
    projectId,
    email: "cleo@label.example",
    part: "client",
    powers: ["comment", "sign_off_sound", "receive"],
    acceptedAt: null,
  });
  const mail = await db.mail.findFirstOrThrow({ where: { to: "cleo@label.example" } });
  expect(mail.subject).toBe("manager invites you to “A release” as client");
  expect(mail.text).toContain(link);
  expect(await db.event.count({ where: { streamId: projectId, kind: "invitation.sent" } })).toBe(1);
  const jobs = await db.$queryRaw<unknown[]>`
    select 1 from graphile_worker._private_jobs where payload->>'mailId' = ${mail.id}`;
  expect(jobs).toHaveLength(1);
});

test("the link itself is not in the database, only its digest", async () => {
  const { projectId, manager } = await makeProject();
  const { link } = await invitePerson(manager, { projectId, ...cleo });
  const token = link?.split("/").at(-1) ?? "";
  expect(token.length).toBeGreaterThan(40);
  expect(await db.invitation.count({ where: { tokenSha256: token } })).toBe(0);
});

test("sending it again ends the earlier link", async () => {
  const { projectId, manager } = await makeProject();
  const first = await invitePerson(manager, { projectId, ...cleo });
  const second = await invitePerson(manager, { projectId, ...cleo });
  const open = await invitationsToProject(manager, { projectId });
  expect(open.map((i) => i.invitationId)).toEqual([second.invitationId]);
  expect(
    (await db.invitation.findUniqueOrThrow({ where: { id: first.invitationId } })).revokedAt,
  ).not.toBeNull();
});

test("of two invitations to the same at once one link is open", async () => {
  const { projectId, manager, owner } = await makeProject();
  const sent = await Promise.all(
    [manager, owner, manager].map((by) => invitePerson(by, { projectId, ...cleo })),
  );
  const open = await db.invitation.findMany({ where: { projectId, revokedAt: null } });
  expect(open).toHaveLength(1);
  expect(sent.map((s) => s.invitationId)).toContain(open[0]?.id);
});

test("pressed twice, the link that was just mailed keeps working, and one mail goes out", async () => {
  env.SMTP_URL = "smtp://127.0.0.1:1";
  onTestFinished(() => void Object.assign(env, { SMTP_URL: undefined }));
  const { projectId, manager, owner } = await makeProject();
  const email = `${projectId}@label.example`;
  const send = (by: typeof manager, name = "Cleo") =>
    invitePerson(by, { projectId, ...cleo, email, name }).then((s) => s.invitationId);
  const [first, again] = await Promise.all([send(manager), send(manager)]);
  expect(again).toBe(first);
  expect(await send(manager)).toBe(first);
  expect(await db.mail.count({ where: { to: email } })).toBe(1);
  expect(await db.event.count({ where: { streamId: projectId, kind: "invitation.sent" } })).toBe(1);

  // Somebody else's, another name, or later: that is a new one.
  const others = [await send(owner), await send(owner, "Cleopatra")];
  await db.invitation.updateMany({
    where: { projectId },
    data: { createdAt: new Date(Date.now() - 61_000) },
  });
  others.push(await send(owner, "Cleopatra"));
  expect(new Set([first, ...others]).size).toBe(4);
  expect(await db.invitation.count({ where: { projectId, revokedAt: null } })).toBe(1);
});

test("who takes part already is not invited to the same part, and no mail goes out", async () => {
  const { projectId, manager, people } = await makeProject();
  const { email } = await db.user.findUniqueOrThrow({ where: { id: people.client.userId } });
  await expect(invitePerson(manager, { projectId, email, part: "client" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(await db.mail.count({ where: { to: email } })).toBe(0);
});

test("a client cannot invite, and for a stranger the project does not exist", async () => {
  const { projectId, people } = await makeProject();
  const stranger = (await makeStudio()).owner;
  await expect(invitePerson(people.client, { projectId, ...cleo })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  await expect(invitePerson(stranger, { projectId, ...cleo })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each([
  "no address",
  "a@b.example, c@d.example",
  "Name <a@b.example>",
  "a@b.example\r\nBcc: c@d.example",
])("%j is not one address, and nothing is sent to it", async (email) => {
  const { projectId, manager } = await makeProject();
  await expect(invitePerson(manager, { projectId, email, part: "artist" })).rejects.toThrow();
  expect(await db.invitation.count({ where: { projectId } })).toBe(0);
});

test("after many invitations the sender is asked to wait", async () => {
  const { projectId, manager } = await makeProject();
  const send = (n: number) =>
    invitePerson(manager, { projectId, email: `p${n}@many.example`, part: "artist" });
  for (let n = 0; n < 60; n++) await send(n);
  await expect(send(60)).rejects.toMatchObject({ code: "TOO_MANY" });
});
