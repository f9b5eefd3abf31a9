import fs from "node:fs/promises";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { engine } from "../audio/engine-version.ts";
import { changes } from "../changes.ts";
import { db, transact } from "../db.ts";
import type { Attempt } from "../queue.ts";
import { store } from "../storage/current.ts";
import { bringFile, demoFile, runJobs, sendFile, sha256Of } from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";
import { verifyEverything } from "../verify-everything.ts";
import { admitUpload } from "./admit-upload.ts";
import { followSong } from "./follow-song.ts";
import { makeRender } from "./make-render.ts";
import { renderOf } from "./queries.ts";
import { recipeOf } from "./recipe-of.ts";
import { resumeRenders } from "./resume-renders.ts";
import { retryRender } from "./retry-render.ts";

afterEach(async () => {
  expect((await verifyEverything()).damage).toEqual([]);
});

const attempt = (last = false): Attempt => ({
  key: `1.a.${last}`,
  last,
  signal: new AbortController().signal,
  fenced: transact,
});

/** A mix that is measured, and whose listening copy is still to be made. */
async function makeMix() {
  const made = await makeProject();
  const bytes = await demoFile("mix 2.flac");
  const { uploadId } = await sendFile(made.people.mixing_engineer, {
    songId: made.song.id,
    kind: "mix_print",
    name: "mix 2.flac",
    bytes,
  });
  await admitUpload({ uploadId }, attempt());
  const file = await db.file.findFirstOrThrow({ where: { songId: made.song.id } });
  const source = { studioId: made.studioId, sha256: sha256Of(bytes) };
  const render = () =>
    db.render.findFirstOrThrow({ where: { studioId: made.studioId, kind: "listening_copy" } });
  const { id: renderId } = await render();
  const make = (by: Attempt) => makeRender({ renderId }, by);
  return { ...made, bytes, fileId: file.id, source, render, renderId, make };
}

test("the waveform and the report are there while the listening copy still waits", async () => {
  const { source, render } = await makeMix();
  expect(await render()).toMatchObject({ state: "queued" });
  expect(await db.report.count({ where: source })).toBe(1);
  expect(await db.render.count({ where: { studioId: source.studioId, kind: "peaks", state: "ready" } })).toBe(
    1,
  );
});

test("while it is made, open pages are told, and in the end it plays", async () => {
  const { source, render, projectId, make } = await makeMix();
  const stop = new AbortController();
  const heard: string[] = [];
  const listening = (async () => {
    for await (const change of changes.of(projectId, stop.signal)) heard.push(change?.kind ?? "listening");
  })();
  await vi.waitFor(() => expect(heard).toEqual(["listening"]));
  await make(attempt());
  await vi.waitFor(() => expect(heard.at(-1)).toBe("render.ready"));
  stop.abort();
  await listening;
  expect(heard).toContain("render.progress");
  const { state, progress, sha256, reason } = await render();
  expect({ state, progress, reason }).toEqual({ state: "ready", progress: 1, reason: null });
  const head = await store.atPath({ ...source, sha256: sha256 ?? "" }, (path) => fs.readFile(path));
  expect(head.toString("latin1", 4, 8)).toBe("ftyp");
});

test("made twice, it is the same, and on record once", async () => {
  const { projectId, make } = await makeMix();
  await make(attempt());
  await make(attempt());
  expect(await db.event.count({ where: { streamId: projectId, kind: "render.ready" } })).toBe(1);
});

async function failToMake() {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const made = await makeMix();
  await store.atPath(made.source, (path) => fs.rename(path, `${path}.away`));
  await expect(made.make(attempt())).rejects.toThrow();
  expect(await made.render()).toMatchObject({ state: "running" });
  await made.make(attempt(true));
  await store.atPath(made.source, (path) => fs.rename(`${path}.away`, path));
  return made;
}

test("what cannot be made fails with words after the last try, and can be tried again", async () => {
  const { people, fileId, projectId, render } = await failToMake();
  expect(await render()).toMatchObject({
    state: "failed",
    reason: expect.stringContaining("The original is safe"),
  });
  expect(await db.event.count({ where: { streamId: projectId, kind: "render.failed" } })).toBe(1);
  await retryRender(people.mixing_engineer, { fileId });
  expect(await render()).toMatchObject({ state: "queued", reason: null });
  await runJobs();
  expect(await render()).toMatchObject({ state: "ready" });
});

test("only who may bring such a file has it tried again, only what failed, and only once", async () => {
  const { people, manager, fileId } = await failToMake();
  const stranger = await makeProject();
  await expect(retryRender(people.recording_engineer, { fileId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(retryRender(stranger.owner, { fileId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const ends = await Promise.allSettled(
    [people.mixing_engineer, manager].map((who) => retryRender(who, { fileId })),
  );
  expect(ends.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
  await runJobs();
  await expect(retryRender(manager, { fileId })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a mix that the studio heard before plays at once in another song", async () => {
  const { studioId, projectId, people, bytes, make } = await makeMix();
  await make(attempt());
  const other = await db.song.create({ data: { studioId, projectId, title: "Another", position: 9 } });
  await bringFile(people.mixing_engineer, { songId: other.id, kind: "mix_print", name: "mix 2.flac", bytes });
  expect(await db.render.count({ where: { studioId, kind: "listening_copy", state: "ready" } })).toBe(1);
});

test("a copy whose workers kept dying until no try was left is made after all", async () => {
  const { render, renderId } = await makeMix();
  await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts where key = ${`render:${renderId}`}`;
  await runJobs();
  expect(await render()).toMatchObject({ state: "queued" });
  await resumeRenders();
  await runJobs();
  expect(await render()).toMatchObject({ state: "ready" });
});

test("a worker that is told to stop on the last try fails nothing", async () => {
  const { render, make } = await makeMix();
  const stopped = { ...attempt(true), signal: AbortSignal.abort() };
  await expect(make(stopped)).rejects.toThrow();
  expect(await render()).toMatchObject({ state: "running", reason: null });
});

function asEngine(version: number) {
  const { version: real } = engine;
  Object.assign(engine, { version });
  onTestFinished(() => void Object.assign(engine, { version: real }));
}

test("a copy that waits for an engine that is gone is made by the one that is there", async () => {
  const { studioId, source, render, make } = await makeMix();
  asEngine(engine.version + 1);
  await make(attempt());
  expect(await render()).toMatchObject({
    state: "queued",
    engineVersion: engine.version,
    recipeSha256: recipeOf({ kind: "listening_copy", source: source.sha256 }).recipeSha256,
  });
  await runJobs();
  expect(await render()).toMatchObject({ state: "ready", engineVersion: engine.version });
  expect(await db.render.count({ where: { studioId, kind: "listening_copy" } })).toBe(1);
});

test("what an older engine made plays on, and is not made again by itself", async () => {
  const { studioId, song, source, render, make } = await makeMix();
  await make(attempt());
  const { sha256 } = await render();
  asEngine(engine.version + 1);
  await followSong({ songId: song.id }, attempt());
  expect(await db.render.count({ where: { studioId, kind: "listening_copy" } })).toBe(1);
  expect(await renderOf("listening_copy", source)).toMatchObject({ state: "ready", sha256 });
});

test("erasing an original is refused while a render is made of it", async () => {
  const { source } = await makeMix();
  await expect(db.storedObject.delete({ where: { studioId_sha256: source } })).rejects.toMatchObject({
    code: "P2003",
  });
  expect(await db.renderInput.findMany({ where: source, select: { role: true } })).toEqual([
    { role: "source" },
    { role: "source" },
  ]);
});
