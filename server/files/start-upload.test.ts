import { afterEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { bringFile, demoFile, sendFile, sha256Of, startOne } from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";
import { startUpload } from "./start-upload.ts";

const limits = { DISK_RESERVE_MB: env.DISK_RESERVE_MB, MAX_UPLOAD_MB: env.MAX_UPLOAD_MB };
afterEach(() => Object.assign(env, limits));

const bytes = Buffer.from("sixteen bytes of");
const stem = (songId: string) => ({ songId, kind: "stem" as const, name: "01 Kick.wav", bytes });

test("the same file again finds the upload that it began", async () => {
  const { song, people } = await makeProject();
  const first = await startOne(people.recording_engineer, stem(song.id));
  const again = await startOne(people.recording_engineer, stem(song.id));
  expect(first.state).toBe("receiving");
  expect(again).toEqual(first);
});

test("altered content under the same name is another upload", async () => {
  const { song, people } = await makeProject();
  const first = await startOne(people.recording_engineer, stem(song.id));
  const altered = await startOne(people.recording_engineer, {
    ...stem(song.id),
    bytes: Buffer.from("sixteen bytes ov"),
  });
  expect(altered.uploadId).not.toBe(first.uploadId);
});

test("two pages that begin the same file at once begin one upload", async () => {
  const { song, people } = await makeProject();
  const started = await Promise.all(
    Array.from({ length: 8 }, () => startOne(people.recording_engineer, stem(song.id))),
  );
  expect(new Set(started.map((s) => s.uploadId)).size).toBe(1);
  expect(await db.upload.count({ where: { songId: song.id } })).toBe(1);
  expect(await db.event.count({ where: { kind: "upload.started", streamId: song.projectId } })).toBe(1);
});

test.each([
  ["multitrack", "client", "NOT_FOUND"],
  ["stem", "mastering_engineer", "NOT_FOUND"],
  ["mix_print", "client", "NOT_ALLOWED"],
  ["mix_print", "recording_engineer", "NOT_ALLOWED"],
  ["master", "mixing_engineer", "NOT_ALLOWED"],
  ["premaster", "recording_engineer", "NOT_ALLOWED"],
] as const)("a %s from the %s is refused: %s", async (kind, part, code) => {
  const { song, people } = await makeProject();
  await expect(startOne(people[part], { ...stem(song.id), kind })).rejects.toMatchObject({ code });
  expect(await db.upload.count({ where: { songId: song.id } })).toBe(0);
});

test("another studio's song does not exist", async () => {
  const { song } = await makeProject();
  const stranger = await makeProject();
  await expect(startOne(stranger.people.recording_engineer, stem(song.id))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(startOne(stranger.owner, stem(song.id))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a name trick, an empty and a too large file begin nothing", async () => {
  const { song, people } = await makeProject();
  env.MAX_UPLOAD_MB = 1;
  const begin = (file: { name?: string; sizeBytes?: number }) =>
    startUpload(people.recording_engineer, {
      home: { kind: "song", songId: song.id },
      kind: "stem",
      files: [{ name: "a.wav", sizeBytes: 10, sha256: sha256Of(bytes), ...file }],
    });
  await expect(begin({ name: "../a.wav" })).rejects.toMatchObject({ code: "INVALID" });
  await expect(begin({ sizeBytes: 0 })).rejects.toMatchObject({
    code: "INVALID",
    words: expect.stringContaining("empty"),
  });
  await expect(begin({ sizeBytes: 1_000_001 })).rejects.toMatchObject({ code: "TOO_LARGE" });
  expect(await db.upload.count({ where: { songId: song.id } })).toBe(0);
});

test("a disk below its reserve takes nothing in and says what is safe", async () => {
  const { song, people } = await makeProject();
  env.DISK_RESERVE_MB = 1e12;
  await expect(startOne(people.recording_engineer, stem(song.id))).rejects.toMatchObject({
    code: "NO_SPACE",
    words: expect.stringContaining("can be heard and downloaded"),
  });
  expect(await db.upload.count({ where: { songId: song.id } })).toBe(0);
});

test("content that the same person brought before is not sent again, into another song either", async () => {
  const { song, people, projectId, studioId } = await makeProject();
  const other = await db.song.create({ data: { studioId, projectId, title: "B side", position: 7 } });
  const mix = {
    songId: song.id,
    kind: "mix_print" as const,
    name: "mix 1.flac",
    bytes: await demoFile("mix 1.flac"),
  };
  await bringFile(people.mixing_engineer, mix);

  const again = await startOne(people.mixing_engineer, mix);
  expect(again.state).toBe("kept");
  expect(await db.file.count({ where: { songId: song.id } })).toBe(1);

  const elsewhere = await bringFile(people.mixing_engineer, { ...mix, songId: other.id });
  expect(elsewhere.state).toBe("kept");
  expect(await db.file.count({ where: { songId: other.id } })).toBe(1);
  expect(await db.report.count({ where: { studioId } })).toBe(1);
});

test("knowing a hash is no proof of having the file: someone else sends every byte", async () => {
  const { song, people } = await makeProject();
  const bytes = await demoFile("mix 1.flac");
  await bringFile(people.mixing_engineer, { songId: song.id, kind: "mix_print", name: "mix 1.flac", bytes });
  const claimed = await startOne(people.client, {
    songId: song.id,
    kind: "premaster",
    name: "mine.flac",
    bytes,
  });
  expect(claimed.state).toBe("receiving");
  expect(
    (await sendFile(people.client, { songId: song.id, kind: "premaster", name: "mine.flac", bytes })).state,
  ).toBe("checking");
});
