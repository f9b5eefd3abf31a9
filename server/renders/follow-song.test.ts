import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { db, transact } from "../db.ts";
import { changeKind } from "../files/change-kind.ts";
import { restoreFile } from "../files/restore-file.ts";
import { setAsideFile } from "../files/set-aside-file.ts";
import { setPage } from "../handoffs/queries.ts";
import type { Attempt } from "../queue.ts";
import { bringFile, demoFile, runJobs } from "../testing/bring-file.ts";
import { makeRender as keepRender, makeFile, makeProject } from "../testing/factories.ts";
import { followSong } from "./follow-song.ts";
import { makeRender } from "./make-render.ts";

const stems = () => readdir(path.resolve(import.meta.dirname, "../../prisma/demo/final-step/stems"));

const attempt = (): Attempt => ({
  key: "1.a.1",
  last: true,
  signal: new AbortController().signal,
  fenced: transact,
});

/** A set of two stems and a rough mix, on rows alone. */
async function makeSet() {
  const made = await makeProject();
  const by = made.people.recording_engineer;
  const [kick, snare] = [
    await makeFile(made, { kind: "stem", name: "Kick.wav", by }),
    await makeFile(made, { kind: "stem", name: "Snare.wav", by }),
  ];
  const rough = await makeFile(made, { kind: "rough_mix", name: "Rough.wav", by });
  const follow = () => followSong({ songId: made.song.id }, attempt());
  const comparisons = () =>
    db.render.findMany({
      where: { studioId: made.studioId, kind: "reconciliation" },
      orderBy: { id: "asc" },
      include: { inputs: { orderBy: { position: "asc" } } },
    });
  return { ...made, by, kick, snare, rough, follow, comparisons };
}

test("the stems of a song null against its rough mix, and no longer once one is set aside", async () => {
  const { people, song } = await makeProject();
  const by = people.recording_engineer;
  const bring = async (kind: "stem" | "rough_mix", name: string) =>
    bringFile(by, { songId: song.id, kind, name: path.basename(name), bytes: await demoFile(name) });
  const sum = async () =>
    (await setPage(by, song.id)).findings.stems.filter((f) => f.code.startsWith("sum")).map((f) => f.code);
  const comparisons = () => db.render.findMany({ where: { kind: "reconciliation" }, orderBy: { id: "asc" } });

  for (const name of await stems()) await bring("stem", `stems/${name}`);
  expect(await comparisons()).toEqual([]);
  await bring("rough_mix", "rough mix.flac");
  expect(await sum()).toEqual([]);
  const [whole] = (await comparisons()).map(({ result }) => result as { residualDb: number });
  expect(whole?.residualDb).toBeLessThan(-60);

  const kick = await db.file.findFirstOrThrow({ where: { songId: song.id, name: { contains: "Kick" } } });
  await setAsideFile(by, { fileId: kick.id });
  expect(await sum()).toEqual(["sum_pending"]);
  await runJobs();
  expect(await sum()).toEqual(["sum"]);

  await restoreFile(by, { fileId: kick.id });
  expect(await sum()).toEqual([]);
  await runJobs();
  expect(await comparisons()).toHaveLength(2);
});

test("many changes of a song in a row are one job", async () => {
  const { by, song, kick, snare } = await makeSet();
  await setAsideFile(by, { fileId: kick.id });
  await restoreFile(by, { fileId: kick.id });
  await changeKind(by, { fileId: snare.id, from: "stem", to: "multitrack" });
  const jobs = await db.$queryRaw`
    select payload from graphile_worker._private_jobs where key = ${`follow:${song.id}`}`;
  expect(jobs).toEqual([{ payload: { songId: song.id } }]);
});

test("what is missing is asked for once, however often and by how many at once", async () => {
  const { studioId, follow, comparisons, kick, snare, rough } = await makeSet();
  await Promise.all([follow(), follow()]);
  await follow();
  const [comparison, ...more] = await comparisons();
  expect(more).toEqual([]);
  expect(comparison?.inputs.map(({ role, sha256 }) => [role, sha256])).toEqual([
    ...[kick.sha256, snare.sha256].toSorted().map((sha256) => ["stem", sha256]),
    ["reference", rough.sha256],
  ]);
  expect(await db.render.count({ where: { studioId, kind: "listening_copy" } })).toBe(1);
});

test("a set that changed before its turn came is not compared, and the one that lies there now is", async () => {
  const { by, snare, kick, follow, comparisons } = await makeSet();
  await follow();
  await setAsideFile(by, { fileId: snare.id });
  await follow();
  const [before, now] = await comparisons();
  await makeRender({ renderId: before?.id ?? "" }, attempt());
  expect(await comparisons()).toMatchObject([{ id: now?.id, state: "queued" }]);
  expect(now?.inputs.map((input) => input.sha256)).toContain(kick.sha256);
});

test("a comparison that failed is made again once the set changes and changes back, and not before", async () => {
  const { studioId, by, kick, snare, rough, follow, comparisons } = await makeSet();
  const stems = [kick.sha256, snare.sha256];
  const set = { kind: "reconciliation", stems, reference: rough.sha256 } as const;
  await keepRender(studioId, set, { reason: "It could not be made." });
  await follow();
  expect(await comparisons()).toMatchObject([{ state: "failed" }]);
  await setAsideFile(by, { fileId: snare.id });
  await follow();
  const [other, ...more] = await comparisons();
  expect([other?.state, more]).toEqual(["queued", []]);
  await restoreFile(by, { fileId: snare.id });
  await follow();
  expect(await comparisons()).toMatchObject([{ id: other?.id }, { state: "queued", reason: null }]);
});

test("files at different rates are not compared, and stems without a rough mix neither", async () => {
  const { by, song, studioId, rough, follow, comparisons } = await makeSet();
  await makeFile({ song, studioId }, { kind: "stem", name: "Pad.wav", report: { sampleRateHz: 44_100 } });
  await follow();
  await setAsideFile(by, { fileId: rough.id });
  await follow();
  expect(await comparisons()).toEqual([]);
});
