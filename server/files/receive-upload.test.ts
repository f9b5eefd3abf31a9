import { afterEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { store } from "../storage/current.ts";
import {
  type Brought,
  bringFile,
  chunksOf,
  demoFile,
  sendFile,
  sha256Of,
  startOne,
} from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";
import { verifyEverything } from "../verify-everything.ts";
import { abandonUpload } from "./abandon-upload.ts";
import { receivedOf } from "./queries.ts";
import { receiveUpload } from "./receive-upload.ts";

const reserve = env.DISK_RESERVE_MB;
afterEach(async () => {
  env.DISK_RESERVE_MB = reserve;
  expect(await verifyEverything()).toMatchObject({ damage: [], waiting: [] });
});

const megabyte = 1 << 20;
const bytes = Buffer.alloc(3 * megabyte, "the same sixteen");
const signal = new AbortController().signal;
const send = (uploadId: string, startByte: number, sent: AsyncIterable<Uint8Array>) =>
  receiveUpload({ uploadId, startByte, bytes: sent, signal });

async function begin(content: Uint8Array = bytes) {
  const made = await makeProject();
  const file: Brought = { songId: made.song.id, kind: "stem", name: "01 Kick.wav", bytes: content };
  const { uploadId } = await startOne(made.people.recording_engineer, file);
  return { ...made, file, uploadId };
}

const contentOf = async (studioId: string, sha256: string) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read({ studioId, sha256 })) chunks.push(chunk);
  return Buffer.concat(chunks);
};

test("what arrived whole is an object with its hashes, and waits to be checked", async () => {
  const { uploadId, studioId } = await begin();
  expect(await send(uploadId, 0, chunksOf(bytes))).toEqual({ uploadId, state: "checking" });
  const sha256 = sha256Of(bytes);
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({
    state: "checking",
    objectSha256: sha256,
  });
  expect(
    await db.storedObject.findUnique({ where: { studioId_sha256: { studioId, sha256 } } }),
  ).toMatchObject({
    sizeBytes: BigInt(bytes.length),
    md5: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect((await contentOf(studioId, sha256)).equals(bytes)).toBe(true);
});

test("sending that died in the middle goes on at the byte, and every byte is hashed", async () => {
  const { uploadId, studioId } = await begin();
  const dying = (async function* () {
    yield* chunksOf(bytes.subarray(0, 1_300_007));
    throw new Error("connection reset");
  })();
  await expect(send(uploadId, 0, dying)).rejects.toThrow("connection reset");
  expect(await receivedOf(uploadId)).toBe(1_300_007);
  await send(uploadId, 1_300_007, chunksOf(bytes.subarray(1_300_007)));
  expect((await contentOf(studioId, sha256Of(bytes))).equals(bytes)).toBe(true);
});

test("sending again from further back, or from the start, ends in the same content", async () => {
  const { uploadId, studioId } = await begin();
  const dying = (async function* () {
    yield* chunksOf(bytes.subarray(0, 2 * megabyte));
    throw new Error("connection reset");
  })();
  await expect(send(uploadId, 0, dying)).rejects.toThrow();
  await send(uploadId, megabyte, chunksOf(bytes.subarray(megabyte)));
  expect((await contentOf(studioId, sha256Of(bytes))).equals(bytes)).toBe(true);
});

test("a gap is refused: sending starts where what is here ends", async () => {
  const { uploadId, file, people } = await begin();
  await expect(send(uploadId, 500, chunksOf(bytes.subarray(500)))).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await abandonUpload(people.recording_engineer, { uploadId });
  expect(await receivedOf(uploadId).catch((e: { code: string }) => e.code)).toBe("GONE");
  expect((await startOne(people.recording_engineer, file)).uploadId).not.toBe(uploadId);
});

test("content that was altered on the way is refused with a reason, and nothing of it stays", async () => {
  const { uploadId, studioId } = await begin();
  const altered = Buffer.from(bytes);
  altered[2 * megabyte] = 1;
  await expect(send(uploadId, 0, chunksOf(altered))).rejects.toMatchObject({
    words: expect.stringContaining("altered on the way"),
  });
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({
    state: "refused",
    reason: expect.stringContaining("altered"),
  });
  expect(await db.storedObject.count({ where: { studioId } })).toBe(0);
  expect(await store.received(uploadId)).toBe(0);
  await expect(send(uploadId, 0, chunksOf(bytes))).rejects.toMatchObject({
    words: expect.stringContaining("altered on the way"),
  });
});

test("of two sendings at once the newer wins, and the content is whole", async () => {
  const { uploadId, studioId } = await begin();
  const slow = (async function* () {
    yield bytes.subarray(0, megabyte);
    // A connection that died without a word.
    await new Promise(() => {});
  })();
  const older = send(uploadId, 0, slow).catch((error: { code: string }) => error.code);
  await expect.poll(() => store.received(uploadId)).toBe(megabyte);
  await send(uploadId, megabyte, chunksOf(bytes.subarray(megabyte)));
  expect(await older).toBe("CONFLICT");
  expect((await contentOf(studioId, sha256Of(bytes))).equals(bytes)).toBe(true);
});

test("many sendings of one file at once leave one whole content and one job", async () => {
  const { uploadId, studioId } = await begin();
  const ends = await Promise.allSettled(Array.from({ length: 6 }, () => send(uploadId, 0, chunksOf(bytes))));
  expect(ends.filter((e) => e.status === "fulfilled").length).toBeGreaterThan(0);
  expect(await db.storedObject.count({ where: { studioId } })).toBe(1);
  expect((await contentOf(studioId, sha256Of(bytes))).equals(bytes)).toBe(true);
  const jobs =
    await db.$queryRaw`select 1 from graphile_worker._private_jobs where key = ${`admit:${uploadId}`}`;
  expect(jobs).toHaveLength(1);
});

test("the same content from two people is one object in a studio, and another one in another studio", async () => {
  const here = await begin();
  await send(here.uploadId, 0, chunksOf(bytes));
  await sendFile(here.people.mixing_engineer, { ...here.file, kind: "mix_print" });
  expect(await db.storedObject.count({ where: { studioId: here.studioId } })).toBe(1);
  const there = await begin();
  await send(there.uploadId, 0, chunksOf(bytes));
  expect(await db.storedObject.count({ where: { sha256: sha256Of(bytes), studioId: there.studioId } })).toBe(
    1,
  );
});

test("who lost their part while sending does not get the file in", async () => {
  const { uploadId, studioId, people } = await begin();
  const losing = (async function* () {
    yield bytes.subarray(0, megabyte);
    await db.participant.deleteMany({ where: { userId: people.recording_engineer.userId } });
    yield bytes.subarray(megabyte);
  })();
  await expect(send(uploadId, 0, losing)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "refused" });
  expect(await db.storedObject.count({ where: { studioId } })).toBe(0);
  expect(await store.received(uploadId)).toBe(0);
});

test("a disk that fills up while sending stops it with words, keeps what came, and reading goes on", async () => {
  const { studioId, people, song } = await makeProject();
  const kept = await bringFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes: await demoFile("stems/18 Hat-c.ds.flac"),
  });
  const large = Buffer.alloc(130 * megabyte, "large");
  const { uploadId } = await startOne(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "large.wav",
    bytes: large,
  });
  const filling = (async function* () {
    yield large.subarray(0, 20 * megabyte);
    env.DISK_RESERVE_MB = 1e12;
    yield* chunksOf(large.subarray(20 * megabyte), megabyte);
  })();
  await expect(send(uploadId, 0, filling)).rejects.toMatchObject({ code: "NO_SPACE" });
  expect(await receivedOf(uploadId)).toBeGreaterThanOrEqual(20 * megabyte);
  expect(sha256Of(await contentOf(studioId, kept.sha256))).toBe(kept.sha256);
  env.DISK_RESERVE_MB = reserve;
  const from = await receivedOf(uploadId);
  expect(await send(uploadId, from, chunksOf(large.subarray(from), megabyte))).toMatchObject({
    state: "checking",
  });
});

test("an upload that was given up while it was sent leaves nothing", async () => {
  const { uploadId, studioId, people } = await begin();
  const givingUp = (async function* () {
    yield bytes.subarray(0, megabyte);
    await abandonUpload(people.recording_engineer, { uploadId });
    yield bytes.subarray(megabyte);
  })();
  await expect(send(uploadId, 0, givingUp)).rejects.toMatchObject({ code: "GONE" });
  expect(await db.storedObject.count({ where: { studioId } })).toBe(0);
  expect(await db.upload.count({ where: { id: uploadId } })).toBe(0);
});

test("only who began an upload gives it up, and only while it is being sent", async () => {
  const { uploadId, people } = await begin();
  await expect(abandonUpload(people.mixing_engineer, { uploadId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await send(uploadId, 0, chunksOf(bytes));
  await expect(abandonUpload(people.recording_engineer, { uploadId })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});
