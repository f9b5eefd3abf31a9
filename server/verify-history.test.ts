import pg from "pg";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { db, transact } from "./db.ts";
import { type DecisionTable, decisionTables } from "./decisions.ts";
import { deliverMaster } from "./delivery/deliver-master.ts";
import { hashOf, record } from "./events.ts";
import { acceptHandOff } from "./handoffs/accept-hand-off.ts";
import { offerSet } from "./handoffs/offer-set.ts";
import { digestDecisions } from "./history/digest-decisions.ts";
import { sealAnew } from "./history/seal-anew.ts";
import { reopenNote } from "./requests/reopen-note.ts";
import { sendBackAnswer } from "./requests/send-back-answer.ts";
import { sendRequest } from "./requests/send-request.ts";
import { withdrawSignOff } from "./requests/withdraw-sign-off.ts";
import { addNote } from "./review/add-note.ts";
import { resolveNote } from "./review/resolve-note.ts";
import { sendRevision } from "./review/send-revision.ts";
import { sendRound } from "./review/send-round.ts";
import { giveSignOff } from "./signoffs/give-sign-off.ts";
import { type MadeProject, makeFile, makeProject, makeRevision, workItemOf } from "./testing/factories.ts";
import { verifyHistory } from "./verify-history.ts";

/** A project in which everything was decided that can be. */
let made: MadeProject;
beforeAll(async () => {
  made = await decideEverything();
  await dropForeignKeys();
});

/** A row whose deletion the keys would forbid can be taken out by whoever takes the keys out first. */
async function dropForeignKeys() {
  const client = new pg.Client(process.env.TEST_OWNER_URL);
  await client.connect();
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { statement } of rows) await client.query(statement);
  await client.end();
}

async function decideEverything() {
  const made = await makeProject();
  const { people, song } = made;
  const { client, recording_engineer, mixing_engineer, mastering_engineer } = people;
  await makeFile(made, { kind: "multitrack", by: recording_engineer });
  const { handOffId } = await offerSet(recording_engineer, {
    songId: song.id,
    kind: "multitracks",
    words: "From bar 1.",
    acknowledgements: [{ code: "no_rough_mix", fileId: null, reason: "There is none" }],
  });
  await acceptHandOff(mixing_engineer, { handOffId });
  const first = await makeRevision(made);
  const { noteId } = await addNote(client, {
    revisionId: first.revisionId,
    kind: "request",
    words: "Louder",
  });
  await sendRound(client, { revisionId: first.revisionId });
  const print = await makeFile(made, { kind: "mix_print", by: mixing_engineer });
  const second = await sendRevision(mixing_engineer, {
    workItemId: (await workItemOf(song.id, "mixing")).id,
    fileId: print.id,
    changeNote: "Louder vocals",
    answers: [{ noteId, outcome: "answered", words: "By 1 dB" }],
  });
  const answer = await db.noteAnswer.findFirstOrThrow({ where: { noteId } });
  await sendBackAnswer(client, { answerId: answer.id, words: "Not yet" });
  await resolveNote(client, { noteId });
  await reopenNote(client, { noteId });
  await sendRequest(mastering_engineer, {
    ...{ revisionId: second.revisionId, nature: "taste", words: "Less bass", blocking: false },
    suggestion: "2 dB at 60 Hz",
  });
  const newest = { revisionId: second.revisionId, newestSeenId: second.revisionId, sha256: print.sha256 };
  const { signOffId } = await giveSignOff(client, newest);
  await withdrawSignOff(client, { signOffId, reason: "Anna does not like it" });
  const { revisionId, file } = await makeRevision(made, "mastering");
  await giveSignOff(client, { revisionId, newestSeenId: revisionId, sha256: file.sha256 });
  await deliverMaster(client, file.id);
  return made;
}

const guarded = [...decisionTables, "Event", "StreamEnd"];

/** As the tables' owner could, once the database's guards are out of the way. */
async function intruder() {
  const client = new pg.Client(process.env.TEST_OWNER_URL);
  await client.connect();
  const guards = (how: "disable" | "enable") =>
    client.query(guarded.map((table) => `alter table "${table}" ${how} trigger user`).join("; "));
  await guards("disable");
  onTestFinished(async () => {
    await guards("enable");
    await client.end();
  });
  return client;
}

const rowsOf = async (client: pg.Client, table: DecisionTable) =>
  (await client.query<Record<string, unknown>>(`select * from "${table}" order by 1, 2`)).rows;

const found = async (streamId = made.projectId) => {
  const { damage, unproven } = await verifyHistory(streamId);
  return { damage: damage.map(({ what, name }) => `${what}: ${name}`), unproven };
};
const nothing = { damage: [], unproven: [] };

test("a project in which everything was decided is found whole, with a row in every table", async () => {
  const { decisions, blanked, held } = await verifyHistory(made.projectId);
  expect({ blanked, held, ...(await found()) }).toEqual({ blanked: 0, held: [], ...nothing });
  const client = await intruder();
  const counts = await Promise.all(decisionTables.map(async (table) => (await rowsOf(client, table)).length));
  expect(counts.filter((count) => count === 0)).toEqual([]);
  // Notes that nobody sent are no decisions; here there is none.
  expect(decisions).toBe(counts.reduce((a, b) => a + b));
});

/** A fact of each table that somebody might want to have been different. */
const altered: Record<DecisionTable, string> = {
  Revision: `"number" = "number" + 10`,
  Note: `"authorId" = gen_random_uuid()`,
  MixRevisionRequest: `"blocking" = not "blocking"`,
  NoteAnswer: `"outcome" = 'declined'`,
  AnswerReturn: `"byId" = gen_random_uuid()`,
  Resolution: `"at" = "at" + interval '1 day'`,
  Reopening: `"byId" = gen_random_uuid()`,
  Round: `"sentById" = gen_random_uuid()`,
  SignOff: `"byId" = gen_random_uuid()`,
  SignOffEnd: `"ending" = 'superseded'`,
  HandOff: `"kind" = 'stems'`,
  HandOffFile: `"kind" = 'document'`,
  HandOffSettlement: `"outcome" = 'returned'`,
  Check: `"finding" = 'Nothing was found.'`,
  FileDelivery: `"deliveredAt" = "deliveredAt" - interval '1 day'`,
};

const spoken: Partial<Record<DecisionTable, string>> = {
  Revision: "changeNote",
  Note: "words",
  MixRevisionRequest: "suggestion",
  NoteAnswer: "words",
  AnswerReturn: "words",
  SignOffEnd: "reason",
  HandOff: "words",
  Check: "reason",
};

const named = (table: DecisionTable) => table.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

test.each(decisionTables)(
  "a row of %s that was altered, taken out, or never decided is named",
  async (table) => {
    const client = await intruder();
    const during = async (...statements: string[]) => {
      await client.query(`create temp table "Kept" as select * from "${table}"`);
      for (const statement of statements) await client.query(statement);
      const result = await found();
      await client.query(`delete from "${table}"`);
      await client.query(`insert into "${table}" select * from "Kept"`);
      await client.query(`drop table "Kept"`);
      expect(await found()).toEqual(nothing);
      return result.damage;
    };
    const all = (what: string) => new RegExp(`^${what} ${named(table)} [0-9a-f]{8}-.* of A release`);
    const everyRow = (damage: string[], what: string, count: number) => {
      expect(damage).toHaveLength(count);
      for (const line of damage) expect(line).toMatch(all(what));
    };
    const { length } = await rowsOf(client, table);
    everyRow(await during(`update "${table}" set ${altered[table]}`), "altered:", length);
    // What hangs on a row that is gone is named besides.
    const gone = await during(`delete from "${table}"`);
    const own = gone.filter((line) => all("missing:").test(line));
    everyRow(own, "missing:", length);
    const column = spoken[table];
    if (!column) return;
    const spokenRows = `where coalesce("${column}", '') <> ''`;
    const { rows } = await client.query(`select 1 from "${table}" ${spokenRows}`);
    everyRow(
      await during(`update "${table}" set "${column}" = 'Something else' ${spokenRows}`),
      "altered: the words of",
      rows.length,
    );
    const silenced = `update "${table}" set "${column}" = '' ${spokenRows}`;
    everyRow(await during(silenced), "altered: the words of", rows.length);
    expect(await during(silenced, `update "${table}" set "salt" = null where "${column}" = ''`)).toEqual([]);
  },
);

test("a row that no event decided is named", async () => {
  const client = await intruder();
  const { studioId, people } = made;
  const { rows } = await client.query(`select "id" from "Revision" where "stage" = 'mastering'`);
  await client.query("begin");
  await client.query(
    `insert into "SignOff" ("id", "studioId", "revisionId", "sha256", "pcmSha256", "byId")
     values (gen_random_uuid(), $1, $2, repeat('a', 64), repeat('b', 64), $3)`,
    [studioId, rows[0].id, people.artist.userId],
  );
  await client.query("commit");
  expect((await found()).damage).toEqual([
    expect.stringMatching(/^missing: the event of sign off .* of A release$/),
  ]);
  await client.query(`delete from "SignOff" where "byId" = $1`, [people.artist.userId]);
  expect(await found()).toEqual(nothing);
});

const renamed = (made: MadeProject) =>
  transact((tx) =>
    record(tx, made.manager, {
      ...{ kind: "song.renamed", studioId: made.studioId, streamId: made.projectId },
      subject: { songId: made.song.id },
    }),
  );

/** Writes the last line anew, with a hash that fits, as who may write every table can. */
async function writeAnew(client: pg.Client, streamId: string) {
  const { number } = await db.streamEnd.findUniqueOrThrow({ where: { streamId } });
  const line = await db.event.findUniqueOrThrow({ where: { streamId_number: { streamId, number } } });
  const hash = hashOf({ ...line, actor: "person:somebody else" });
  await client.query(`update "Event" set "actor" = 'person:somebody else', "hash" = $2 where "id" = $1`, [
    line.id,
    hash,
  ]);
  await client.query(`update "StreamEnd" set "hash" = $2 where "streamId" = $1`, [streamId, hash]);
}

test("a chain that was written anew to its end shows by its seal, and goes on showing once it goes on", async () => {
  const own = await makeProject();
  const client = await intruder();
  await writeAnew(client, own.projectId);
  expect(await found(own.projectId)).toEqual({
    damage: ["altered: the seal of the history of A release"],
    unproven: [],
  });
  await renamed(own);
  const broken = { damage: [expect.stringMatching(/its seal was broken$/)], unproven: [] };
  expect(await found(own.projectId)).toEqual(broken);
  // Nobody vouches for what the present secret says is broken.
  await sealAnew(own.owner, own.studioId);
  expect(await found(own.projectId)).toEqual(broken);
});

test("what another secret sealed is neither whole nor altered, until the owner vouches for it", async () => {
  const own = await makeProject();
  const client = await intruder();
  await client.query(
    `update "StreamEnd" set "keyId" = 'another', "seal" = repeat('0', 64) where "streamId" = $1`,
    [own.projectId],
  );
  const foreign = {
    damage: [],
    unproven: [expect.stringMatching(/^the history of A release up to event \d+$/)],
  };
  expect(await found(own.projectId)).toEqual(foreign);
  await renamed(own);
  expect(await found(own.projectId)).toEqual(foreign);
  for (const who of [own.manager, own.people.client])
    await expect(sealAnew(who, own.studioId)).rejects.toThrow();
  const stranger = await makeProject();
  await expect(sealAnew(stranger.owner, own.studioId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await sealAnew(own.owner, own.studioId)).toBe(1);
  expect(await found(own.projectId)).toEqual(nothing);
  expect(await sealAnew(own.owner, own.studioId)).toBe(0);
  const { actor, kind } = await db.event.findFirstOrThrow({
    where: { streamId: own.projectId },
    orderBy: { number: "desc" },
  });
  expect([kind, actor]).toEqual(["history.sealed", `person:${own.owner.userId}`]);
});

test("what was decided before events held digests is digested once, goes on where it died, and is held from then on", async () => {
  const own = await decideEverything();
  const client = await intruder();
  const events = await db.event.findMany({ where: { streamId: own.projectId }, orderBy: { number: "asc" } });
  // As the version before left it: no digest in any event, and no seal.
  let previous = "";
  for (const event of events) {
    const { decided: _, ...subject } = event.subject as { decided?: unknown };
    const line = { ...event, subject, previous };
    const hash = hashOf(line);
    await client.query(`update "Event" set "subject" = $2, "previous" = $3, "hash" = $4 where "id" = $1`, [
      ...[event.id, JSON.stringify(subject), previous, hash],
    ]);
    previous = hash;
  }
  await client.query(
    `update "StreamEnd" set "hash" = $2, "seal" = null, "keyId" = null where "streamId" = $1`,
    [own.projectId, previous],
  );
  expect((await found(own.projectId)).damage.length).toBeGreaterThan(10);
  await Promise.all([digestDecisions(), digestDecisions()]);
  const { held, damage, decisions } = await verifyHistory(own.projectId);
  expect([damage, held]).toEqual([
    [],
    [expect.stringContaining(`${decisions} older decisions of A release`)],
  ]);
  expect(await db.event.count({ where: { streamId: own.projectId, kind: "history.digested" } })).toBe(1);
  await client.query(`update "SignOff" set "byId" = gen_random_uuid() where "studioId" = $1`, [own.studioId]);
  expect((await found(own.projectId)).damage).toContainEqual(
    expect.stringMatching(/^altered: sign off .* since event \d+ \(history.digested\) of A release$/),
  );
});
