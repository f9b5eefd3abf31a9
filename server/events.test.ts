import pg from "pg";
import { expect, test } from "vitest";
import { db, transact } from "./db.ts";
import { hashOf, record } from "./events.ts";
import { makeProject } from "./testing/factories.ts";

const added = (made: { studioId: string; projectId: string }, songId: string) => ({
  kind: "song.added" as const,
  studioId: made.studioId,
  streamId: made.projectId,
  subject: { songId },
});

test("every line is chained to the one before, also when many write at once", async () => {
  const made = await makeProject();
  const writes = Array.from({ length: 12 }, (_, i) =>
    transact((tx) => record(tx, made.manager, added(made, `song ${i}`))),
  );
  await Promise.all(writes);
  const lines = await db.event.findMany({ where: { streamId: made.projectId }, orderBy: { number: "asc" } });
  expect(lines.map((l) => l.number)).toEqual(lines.map((_, i) => i + 1));
  lines.forEach((line, i) => {
    expect(line.previous).toBe(lines[i - 1]?.hash ?? "");
    expect(line.hash).toBe(hashOf(line));
  });
});

test("a line that was changed no longer has its hash", async () => {
  const made = await makeProject();
  const line = await db.event.findFirstOrThrow({ where: { streamId: made.projectId } });
  expect(hashOf({ ...line, actor: "person:somebody else" })).not.toBe(line.hash);
  expect(hashOf({ ...line, subject: { projectId: "another" } })).not.toBe(line.hash);
});

test.each([
  "update \"Event\" set kind = 'x'",
  'delete from "Event"',
  'truncate "Event"',
  'delete from "SignOff"',
  'truncate "SignOffEnd" cascade',
])("the database refuses even the tables' owner: %s", async (statement) => {
  await makeProject();
  const owner = new pg.Client(process.env.TEST_OWNER_URL);
  await owner.connect();
  const outcome = await owner.query(statement).then(
    (r) => r.rowCount,
    (e: Error) => e.message,
  );
  await owner.end();
  // An empty table has no row for a row trigger to refuse; what matters is that nothing went away.
  if (typeof outcome === "string") expect(outcome).toMatch(/append-only/);
  else expect(outcome).toBe(0);
  expect(await db.event.count()).toBeGreaterThan(0);
});

test("what rolls back leaves no line", async () => {
  const made = await makeProject();
  const before = await db.event.count({ where: { streamId: made.projectId } });
  const failing = transact(async (tx) => {
    await record(tx, made.manager, added(made, "song"));
    throw new Error("after all, no");
  });
  await expect(failing).rejects.toThrow("after all, no");
  expect(await db.event.count({ where: { streamId: made.projectId } })).toBe(before);
});
