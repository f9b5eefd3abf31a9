import { expect, test } from "vitest";
import { db, transact } from "../db.ts";
import { makeProject, makeRevision } from "../testing/factories.ts";
import { deliver } from "./deliver.ts";

const attempt = { key: "1", signal: new AbortController().signal, fenced: transact, last: false };

async function sentRevision() {
  const made = await makeProject();
  await makeRevision(made);
  const event = await db.event.findFirstOrThrow({
    where: { streamId: made.projectId, kind: "revision.sent" },
  });
  return { studioId: made.studioId, eventId: event.id };
}

test("a delivery that is repeated, also at the same time, writes each mail once", async () => {
  const payload = await sentRevision();
  await Promise.all([deliver(payload, attempt), deliver(payload, attempt)]);
  await deliver(payload, attempt);
  expect(await db.mail.count({ where: { studioId: payload.studioId } })).toBe(3);
  const jobs = await db.$queryRaw<unknown[]>`
    select 1 from graphile_worker._private_jobs j join "Mail" m on j.payload->>'mailId' = m.id::text
    where m."studioId" = ${payload.studioId}::uuid`;
  expect(jobs).toHaveLength(3);
});

test("an attempt that lost its job leaves no mail behind", async () => {
  const payload = await sentRevision();
  const lost = { ...attempt, fenced: () => Promise.reject(new Error("belongs to another worker now")) };
  await expect(deliver(payload, lost)).rejects.toThrow("another worker");
  expect(await db.mail.count({ where: { studioId: payload.studioId } })).toBe(0);
});

test("an event is delivered within its own studio only", async () => {
  const { eventId } = await sentRevision();
  const { studioId } = await sentRevision();
  await deliver({ studioId, eventId }, attempt);
  expect(await db.mail.count({ where: { studioId } })).toBe(0);
});
