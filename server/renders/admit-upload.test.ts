import fs from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { actorKey } from "../access/actor.ts";
import { bext, withChunk } from "../audio/testing/synthesise.ts";
import { db, transact } from "../db.ts";
import { env } from "../env.ts";
import { resumeUploads } from "../files/resume-uploads.ts";
import type { FileKind } from "../files/schema.ts";
import { store } from "../storage/current.ts";
import { bringFile, demoFile, runJobs, sendFile, sha256Of } from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";
import { verifyEverything } from "../verify-everything.ts";
import { admitUpload } from "./admit-upload.ts";

afterEach(async () => {
  expect(await verifyEverything()).toMatchObject({ damage: [], waiting: [] });
});

const mix = () => demoFile("mix 1.flac");
const hat = () => demoFile("stems/18 Hat-c.ds.flac");
const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");

test("a mix becomes an original with its report, its waveform and a listening copy", async () => {
  const { song, studioId, people } = await makeProject();
  const upload = await bringFile(people.mixing_engineer, {
    songId: song.id,
    kind: "mix_print",
    name: "mix 1.flac",
    bytes: await mix(),
  });
  expect(upload).toMatchObject({ state: "kept", reason: null });
  const file = await db.file.findFirstOrThrow({
    where: { songId: song.id },
    include: { object: { include: { reports: true, inputs: { include: { render: true } } } } },
  });
  expect(file).toMatchObject({
    kind: "mix_print",
    name: "mix 1.flac",
    broughtBy: actorKey(people.mixing_engineer),
    setAsideAt: null,
  });
  expect(file.object.reports[0]).toMatchObject({
    engineVersion: 1,
    sampleRateHz: 48_000,
    bitDepth: 24,
    channels: 2,
    frames: 768_000n,
  });
  expect(file.object.reports[0]?.integratedLufs).toBeLessThan(-5);
  const renders = file.object.inputs.map((input) => input.render);
  expect(renders.map((r) => [r.kind, r.state]).sort()).toEqual([
    ["listening_copy", "ready"],
    ["peaks", "ready"],
  ]);
  for (const { sha256 } of renders) {
    expect(await store.size({ studioId, sha256: sha256 ?? "" })).toBeGreaterThan(1_000);
  }
  const events = await db.event.findMany({ where: { studioId }, orderBy: { number: "asc" } });
  expect(events.map((e) => e.kind).slice(-3)).toEqual(["upload.started", "file.kept", "render.ready"]);
});

test("a stem is measured and drawn, and nothing is encoded for it", async () => {
  const { song, people, studioId } = await makeProject();
  await bringFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes: await hat(),
  });
  expect(await db.render.findMany({ where: { studioId }, select: { kind: true, state: true } })).toEqual([
    { kind: "peaks", state: "ready" },
  ]);
});

test("a broadcast file keeps where it starts on its session's timeline, past 32 bits too", async () => {
  const { song, people, studioId } = await makeProject();
  const startSample = 23n * 3600n * 96_000n;
  await bringFile(people.recording_engineer, {
    songId: song.id,
    kind: "multitrack",
    name: "Kick.wav",
    bytes: withChunk(wav({ rateHz: 96_000 }), "bext", bext(startSample), "before"),
  });
  expect(await db.report.findFirstOrThrow({ where: { studioId } })).toMatchObject({ startSample });
});

test.each([
  ["brief.pdf", pdf],
  ["lyrics.txt", Buffer.from("la la la\n")],
  ["tempo.mid", Buffer.from("4d54686400000006000100010060", "hex")],
  ["session.als", gzipSync("<Ableton/>")],
  ["session.zip", Buffer.from("504b0304140000000000", "hex")],
])("the document %s travels along, unmeasured", async (name, bytes) => {
  const { song, people, studioId } = await makeProject();
  const upload = await bringFile(people.recording_engineer, {
    songId: song.id,
    kind: "document",
    name,
    bytes,
  });
  expect(upload).toMatchObject({ state: "kept", reason: null });
  expect(await db.report.count({ where: { studioId } })).toBe(0);
  expect(await db.file.count({ where: { songId: song.id, kind: "document" } })).toBe(1);
});

/** A WAV header that claims what it likes, over `dataBytes` of nothing. */
function wav({ channels = 2, rateHz = 48_000, claimedBytes = 4_800, dataBytes = 4_800 }) {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + claimedBytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rateHz, 24);
  head.writeUInt32LE(rateHz * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(claimedBytes, 40);
  return Buffer.concat([head, Buffer.alloc(dataBytes, 1)]);
}

const hostile: [string, FileKind, string, Uint8Array | (() => Promise<Uint8Array>)][] = [
  ["a text named as audio", "stem", "a.wav", Buffer.from("this is text\n")],
  ["a text of comments alone named as audio", "stem", "a.wav", Buffer.from("<!---->".repeat(150))],
  ["a text of comments alone named as a session", "document", "a.ptx", Buffer.from("<!---->".repeat(150))],
  ["random bytes named as audio", "stem", "a.wav", Buffer.from("9f8e7d6c5b4a39281706f5e4d3c2b1a0", "hex")],
  ["a playlist named as audio", "stem", "a.wav", Buffer.from("#EXTM3U\nfile:///etc/passwd\n")],
  [
    "a concat script named as audio",
    "stem",
    "a.wav",
    Buffer.from("ffconcat version 1.0\nfile /etc/passwd\n"),
  ],
  ["a playlist as a document", "document", "a.txt", Buffer.from("#EXTM3U\nhttp://elsewhere.example/a.ts\n")],
  ["a PDF named as audio", "stem", "a.wav", pdf],
  ["audio named as a PDF", "document", "a.pdf", hat],
  ["a program as a session", "document", "a.ptx", Buffer.from("4d5a90000300000004000000", "hex")],
  [
    "a page as a text of another kind",
    "document",
    "a.pdf",
    Buffer.from("<html><script>alert(1)</script></html>"),
  ],
  ["a WAV that ends early", "stem", "a.wav", wav({ claimedBytes: 9_600, dataBytes: 4_800 })],
  ["a WAV of no channels", "stem", "a.wav", wav({ channels: 0 })],
  ["a WAV of no rate", "stem", "a.wav", wav({ rateHz: 0 })],
  ["a FLAC that ends early", "stem", "a.flac", async () => (await hat()).subarray(0, 9_000)],
];
test.each(hostile)("%s is refused with a reason, and nothing of it stays", async (_, kind, name, content) => {
  const { song, people, studioId, projectId } = await makeProject();
  const bytes = typeof content === "function" ? await content() : content;
  const upload = await bringFile(people.recording_engineer, { songId: song.id, kind, name, bytes });
  expect(upload).toMatchObject({
    state: "refused",
    objectSha256: null,
    reason: expect.stringMatching(/^[A-Z].{20,}\.$/s),
  });
  expect(await db.file.count({ where: { songId: song.id } })).toBe(0);
  expect(await db.storedObject.count({ where: { studioId } })).toBe(0);
  expect(await store.size({ studioId, sha256: sha256Of(bytes) })).toBeNull();
  expect(await db.event.count({ where: { streamId: projectId, kind: "file.refused" } })).toBe(1);
});

test("refused content stays while another upload of it is to be checked", async () => {
  const { song, people, studioId } = await makeProject();
  const file = { songId: song.id, name: "brief.pdf", bytes: pdf };
  await bringFile(people.recording_engineer, { ...file, kind: "document" });
  const asAudio = await bringFile(people.recording_engineer, { ...file, kind: "stem", name: "brief.wav" });
  expect(asAudio.state).toBe("refused");
  expect(await store.size({ studioId, sha256: sha256Of(pdf) })).toBe(pdf.length);
});

test("content that the studio measured before is not measured again", async () => {
  const { song, people, studioId } = await makeProject();
  await bringFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes: await hat(),
  });
  const before = await db.report.findFirstOrThrow({ where: { studioId } });
  await bringFile(people.mixing_engineer, {
    songId: song.id,
    kind: "mix_print",
    name: "only the hat.flac",
    bytes: await hat(),
  });
  expect(await db.report.findMany({ where: { studioId } })).toEqual([before]);
  const renders = await db.render.findMany({
    where: { studioId },
    select: { kind: true, state: true },
    orderBy: { kind: "asc" },
  });
  expect(renders).toEqual([
    { kind: "listening_copy", state: "ready" },
    { kind: "peaks", state: "ready" },
  ]);
});

test("the same file under the same name, brought by two people, is one file", async () => {
  const { song, people, manager } = await makeProject();
  const file = { songId: song.id, kind: "stem" as const, name: "hat.flac", bytes: await hat() };
  await Promise.all([sendFile(people.recording_engineer, file), sendFile(manager, file)]);
  await runJobs();
  expect(await db.upload.count({ where: { songId: song.id, state: "kept" } })).toBe(2);
  expect(await db.file.count({ where: { songId: song.id } })).toBe(1);
});

test("a check that is done twice takes effect once", async () => {
  const { song, people, projectId } = await makeProject();
  const { uploadId } = await sendFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes: await hat(),
  });
  const attempt = (key: string, last = false) => ({
    key,
    last,
    signal: new AbortController().signal,
    fenced: transact,
  });
  await Promise.all([
    admitUpload({ uploadId }, attempt("1.a.1")),
    admitUpload({ uploadId }, attempt("1.b.1")),
  ]);
  await admitUpload({ uploadId }, attempt("1.c.1"));
  expect(await db.file.count({ where: { songId: song.id } })).toBe(1);
  expect(await db.event.count({ where: { streamId: projectId, kind: "file.kept" } })).toBe(1);
});

test("what cannot be read is tried again, and refused with words after the last try", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const { song, people, studioId } = await makeProject();
  const bytes = await hat();
  const { uploadId } = await sendFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes,
  });
  await store.atPath({ studioId, sha256: sha256Of(bytes) }, (path) => fs.rm(path));
  const attempt = (last: boolean) => ({
    key: `1.a.${last}`,
    last,
    signal: new AbortController().signal,
    fenced: transact,
  });
  await expect(admitUpload({ uploadId }, attempt(false))).rejects.toThrow("ENOENT");
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "checking" });
  await admitUpload({ uploadId }, attempt(true));
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({
    state: "refused",
    reason: expect.stringContaining("could not read"),
  });
});

test("while the disk is full no file is found guilty", async () => {
  const { song, people, studioId } = await makeProject();
  const bytes = await hat();
  const { uploadId } = await sendFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes,
  });
  const reserve = env.DISK_RESERVE_MB;
  onTestFinished(() => void Object.assign(env, { DISK_RESERVE_MB: reserve }));
  env.DISK_RESERVE_MB = 1e12;
  await store.atPath({ studioId, sha256: sha256Of(bytes) }, async (path) => {
    await fs.rename(path, `${path}.away`);
    const last = { key: "1.a.5", last: true, signal: new AbortController().signal, fenced: transact };
    await expect(admitUpload({ uploadId }, last)).rejects.toThrow("ENOENT");
    await fs.rename(`${path}.away`, path);
  });
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "checking" });
});

test("a check whose workers kept dying until no try was left gets a new job, one that waits keeps its own", async () => {
  const { song, people } = await makeProject();
  const { uploadId } = await sendFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes: await hat(),
  });
  const jobs = () => db.$queryRaw<{ id: bigint; attempts: number }[]>`
    select id, attempts from graphile_worker._private_jobs where key = ${`admit:${uploadId}`}`;
  const before = await jobs();
  await resumeUploads();
  expect(await jobs()).toEqual(before);
  await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts where key = ${`admit:${uploadId}`}`;
  await runJobs();
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "checking" });
  await resumeUploads();
  await runJobs();
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "kept" });
});
