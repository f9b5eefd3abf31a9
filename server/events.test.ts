import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { db, transact } from "./db.ts";
import { hashOf, record } from "./events.ts";
import { withdrawSignOff } from "./requests/withdraw-sign-off.ts";
import { supplyMix } from "./review/supply-mix.ts";
import { giveSignOff } from "./signoffs/give-sign-off.ts";
import { recordApprovedElsewhere } from "./signoffs/record-approved-elsewhere.ts";
import { makeFile, makeProject, makeRevision } from "./testing/factories.ts";
import { verifyEverything } from "./verify-everything.ts";

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
  'delete from "StreamEnd"',
  'truncate "StreamEnd"',
  'update "StreamEnd" set "number" = "number" - 1',
  'update "StreamEnd" set "number" = "number" + 2',
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

test("the personal words of a decision can be blanked, and nothing else of it changed", async () => {
  const made = await makeProject({ stages: ["mastering", "delivery"] });
  const { client } = made.people;
  const file = await makeFile(made, { kind: "premaster", by: client });
  const { revisionId } = await supplyMix(client, { songId: made.song.id, fileId: file.id });
  await recordApprovedElsewhere(client, { revisionId, approvedBy: "The band" });
  const master = await makeRevision(made, "mastering");
  const { sha256 } = master.file;
  const { signOffId } = await giveSignOff(client, {
    ...{ revisionId: master.revisionId, newestSeenId: master.revisionId, sha256 },
  });
  await withdrawSignOff(client, { signOffId, reason: "Anna does not like it" });

  const owner = new pg.Client(process.env.TEST_OWNER_URL);
  await owner.connect();
  onTestFinished(() => owner.end());
  const ofElsewhere = `where "revisionId" = '${revisionId}'`;
  const ofEnd = `where "signOffId" = '${signOffId}'`;
  for (const refused of [
    `update "SignOff" set "elsewhereBy" = 'Somebody else' ${ofElsewhere}`,
    `update "SignOff" set "elsewhereBy" = '' ${ofElsewhere}`,
    `update "SignOff" set "salt" = null ${ofElsewhere}`,
    `update "SignOff" set "elsewhereBy" = '', "salt" = gen_random_uuid() ${ofElsewhere}`,
    `update "SignOff" set "elsewhereBy" = '', "salt" = null, "at" = now() ${ofElsewhere}`,
    `update "SignOffEnd" set "reason" = 'He does' ${ofEnd}`,
    `update "SignOffEnd" set "reason" = '', "salt" = null, "ending" = 'superseded' ${ofEnd}`,
    `delete from "SignOffEnd" ${ofEnd}`,
  ])
    await expect(owner.query(refused), refused).rejects.toThrow("append-only");
  await owner.query(`update "SignOff" set "elsewhereBy" = '', "salt" = null ${ofElsewhere}`);
  await owner.query(`update "SignOffEnd" set "reason" = '', "salt" = null ${ofEnd}`);
  expect(await db.signOff.findFirst({ where: { revisionId } })).toMatchObject({ elsewhereBy: "" });
  expect(await db.signOffEnd.findFirst({ where: { signOffId } })).toMatchObject({ reason: "" });
  await expect(
    owner.query(`update "SignOff" set "elsewhereBy" = 'Somebody else' ${ofElsewhere}`),
  ).rejects.toThrow("append-only");
  const { damage, blanked } = await verifyEverything();
  expect([damage.filter((d) => d.what === "altered"), blanked]).toEqual([[], 2]);
});

test("a sign-off without the hash of its PCM is refused by the database", async () => {
  const made = await makeProject();
  const { revisionId, file } = await makeRevision(made);
  const data = { studioId: made.studioId, revisionId, sha256: file.sha256, byId: made.manager.userId };
  await expect(db.signOff.create({ data: { ...data, pcmSha256: "" } })).rejects.toThrow(
    "SignOff_names_its_file",
  );
});
