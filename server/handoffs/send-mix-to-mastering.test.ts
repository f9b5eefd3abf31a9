import pg from "pg";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { newId } from "../ids.ts";
import { supplyMix } from "../review/supply-mix.ts";
import { recordApprovedElsewhere } from "../signoffs/record-approved-elsewhere.ts";
import { type MadeProject, makeFile, makeProject } from "../testing/factories.ts";
import { returnHandOff } from "./return-hand-off.ts";
import type { SendMixToMastering } from "./schema.ts";
import { sendMixToMastering } from "./send-mix-to-mastering.ts";

let made: MadeProject;
let fileId: string;
let form: SendMixToMastering;
beforeEach(async () => {
  made = await makeProject({ stages: ["mastering", "delivery"] });
  fileId = (await bring()).id;
  form = { songId: made.song.id, fileId, handOffId: newId(), approvedBy: "The band" };
});

const bring = (report?: { sampleRateHz?: number } | null) =>
  makeFile(made, { kind: "premaster", by: made.people.client, ...(report !== undefined && { report }) });
const send = (change: Partial<SendMixToMastering> = {}, who: Person = made.people.client) =>
  sendMixToMastering(who, { ...form, ...change });

/** What became of the song: its mixes, their approvals, their offers and what is told of them. */
async function told() {
  const of = { revision: { songId: made.song.id } };
  const events = await db.event.findMany({
    where: { streamId: made.projectId, kind: { in: ["revision.sent", "signoff.given", "handoff.offered"] } },
    orderBy: { number: "asc" },
  });
  return {
    mixes: await db.revision.count({ where: { songId: made.song.id } }),
    approvals: await db.signOff.count({ where: of }),
    offers: await db.handOff.count({ where: { songId: made.song.id } }),
    events: events.map((e) => e.kind),
  };
}
const nothing = { mixes: 0, approvals: 0, offers: 0, events: [] };
const once = {
  mixes: 1,
  approvals: 1,
  offers: 1,
  events: ["revision.sent", "signoff.given", "handoff.offered"],
};

test("the mix takes its place, who approved it is on record by its hash, and it is offered with its checks", async () => {
  const file = await bring({ sampleRateHz: 44_100 });
  const acknowledgements = [{ code: "rate", fileId: file.id, reason: "We recorded at 44.1" }];
  const { handOffId } = await send({ fileId: file.id, acknowledgements });
  expect(await told()).toEqual(once);
  const offer = await db.handOff.findUniqueOrThrow({
    where: { id: handOffId },
    include: { checks: true, files: true, settlement: true, revision: { include: { signOffs: true } } },
  });
  expect(offer).toMatchObject({ settlement: null, fromStage: "mixing", toStage: "mastering" });
  expect(offer.files).toMatchObject([{ fileId: file.id, kind: "premaster" }]);
  expect(offer.checks).toMatchObject([
    { code: "rate", reason: "We recorded at 44.1", acknowledgedById: made.people.client.userId },
  ]);
  expect(offer.revision?.signOffs).toMatchObject([
    { elsewhereBy: "The band", sha256: file.sha256, byId: made.people.client.userId },
  ]);
});

test("sending the same form again, because its answer got lost, sends nothing twice", async () => {
  const answer = await send();
  expect(await send()).toEqual(answer);
  await returnHandOff(made.people.mastering_engineer, { handOffId: form.handOffId, reasons: "It clips" });
  expect(await send()).toEqual(answer);
  expect(await told()).toEqual(once);
});

test("the id of somebody else's offer, or of another mix's, sends nothing", async () => {
  await send();
  await expect(send({}, made.manager)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(send({ fileId: (await bring()).id })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await told()).toEqual(once);
});

describe("of two at once one is sent, and the other learns of it", () => {
  test("from two forms of one mix", async () => {
    const twice = await Promise.allSettled([send(), send({ handOffId: newId() }, made.manager)]);
    expect(twice.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await told()).toEqual(once);
  });

  test("from two mixes", async () => {
    const other = { fileId: (await bring()).id, handOffId: newId() };
    const twice = await Promise.allSettled([send(), send(other)]);
    expect(twice.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await told()).toEqual(once);
  });

  test("from one form, pressed twice", async () => {
    await Promise.all([send(), send()]);
    expect(await told()).toEqual(once);
  });
});

test("killed between its steps it has done nothing, and is sent whole the next time", async () => {
  const owner = new pg.Client(process.env.TEST_OWNER_URL);
  await owner.connect();
  onTestFinished(() => owner.end());
  await owner.query(`begin; lock table "HandOff" in exclusive mode`);
  const sent = send();
  sent.catch(() => {});
  const waiting = () => db.$queryRaw<{ pid: number }[]>`
    select pid from pg_locks where relation = '"HandOff"'::regclass and not granted`;
  await expect.poll(waiting).toHaveLength(1);
  for (const { pid } of await waiting()) await db.$queryRaw`select pg_terminate_backend(${pid}::int)`;
  await owner.query("rollback");
  await expect(sent).rejects.toThrow();
  expect(await told()).toEqual(nothing);
  await send();
  expect(await told()).toEqual(once);
});

describe("nothing at all is sent", () => {
  test("while what the checks found has no reason", async () => {
    const file = await bring({ sampleRateHz: 44_100 });
    await expect(send({ fileId: file.id })).rejects.toThrow(/runs at 44\.1 kHz/);
    expect(await told()).toEqual(nothing);
  });

  test("while the mix is still being measured, whatever reason is given", async () => {
    const file = await bring(null);
    const acknowledgements = [{ code: "not_measured", fileId: file.id, reason: "Never mind" }];
    await expect(send({ fileId: file.id, acknowledgements })).rejects.toThrow(/still being measured/);
    expect(await told()).toEqual(nothing);
  });

  test("while nobody is said to have approved it", async () => {
    const { approvedBy: _, ...unsaid } = form;
    await expect(sendMixToMastering(made.people.client, unsaid)).rejects.toMatchObject({ code: "INVALID" });
    expect(await told()).toEqual(nothing);
  });

  test("by who may not bring a mix, or from outside the project", async () => {
    const inside = made.people.recording_engineer;
    await expect(send({}, inside)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const elsewhere = await makeProject({ stages: ["mastering"] });
    await expect(send({}, elsewhere.people.client)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await told()).toEqual(nothing);
  });

  test("where the song is mixed here", async () => {
    made = await makeProject();
    const songId = made.song.id;
    await expect(send({ songId, fileId: (await bring()).id })).rejects.toThrow("mixed here");
    expect(await told()).toEqual(nothing);
  });
});

test("what was done at the desk before is not done again", async () => {
  const { songId } = form;
  const { revisionId } = await supplyMix(made.people.mastering_engineer, { songId, fileId });
  await recordApprovedElsewhere(made.people.mastering_engineer, { revisionId, approvedBy: "The label" });
  const { approvedBy: _, ...unsaid } = form;
  await sendMixToMastering(made.people.client, unsaid);
  expect(await told()).toEqual(once);
  expect(await db.signOff.findFirst({ where: { revisionId } })).toMatchObject({ elsewhereBy: "The label" });
});
