import fs from "node:fs/promises";
import { expect, test } from "vitest";
import { db } from "../db.ts";
import { newId } from "../ids.ts";
import { store } from "../storage/current.ts";
import { bringFile, chunksOf, demoFile, sha256Of, startOne } from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";
import { days, now } from "../time.ts";
import { verifyEverything } from "../verify-everything.ts";
import { sweepLeftovers } from "./sweep-leftovers.ts";

const tomorrow = () => new Date(now().getTime() + days(1) + 60_000);
const bytes = Buffer.from("some bytes that stopped coming");

async function halfSent() {
  const made = await makeProject();
  const { uploadId } = await startOne(made.people.recording_engineer, {
    songId: made.song.id,
    kind: "stem",
    name: "a.wav",
    bytes,
  });
  await store.append(uploadId, 0, chunksOf(bytes.subarray(0, 10)));
  return { ...made, uploadId };
}

async function orphan(studioId: string) {
  const path = await store.scratch(`orphan.${newId()}`);
  await fs.writeFile(path, newId());
  const { sha256 } = await store.hashFile(path);
  await store.keep(path, { studioId, sha256 });
  return { studioId, sha256 };
}

test("an upload that nobody goes on with for a day is given up, with words and nothing left", async () => {
  const { uploadId } = await halfSent();
  await sweepLeftovers();
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "receiving" });
  expect(await store.received(uploadId)).toBe(10);
  await sweepLeftovers(tomorrow());
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({
    state: "refused",
    reason: expect.stringContaining("Drop the file again"),
  });
  expect(await store.received(uploadId)).toBe(0);
});

test("an upload that began long ago and still moves goes on", async () => {
  const { uploadId } = await halfSent();
  await db.upload.update({
    where: { id: uploadId },
    data: { startedAt: new Date(now().getTime() - days(3)) },
  });
  await sweepLeftovers();
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "receiving" });
});

test("content without a row is listed for a day, then swept; content with one stays for ever", async () => {
  const { song, people, studioId } = await makeProject();
  const kept = await bringFile(people.recording_engineer, {
    songId: song.id,
    kind: "stem",
    name: "hat.flac",
    bytes: await demoFile("stems/18 Hat-c.ds.flac"),
  });
  const lost = await orphan(studioId);
  await sweepLeftovers();
  const listed = await verifyEverything();
  expect(listed).toMatchObject({ damage: [], waiting: [expect.stringContaining(lost.sha256)] });
  expect((await verifyEverything(tomorrow())).damage).toEqual([
    { what: "orphaned", name: expect.stringContaining(lost.sha256) },
  ]);
  await sweepLeftovers(tomorrow());
  expect(await store.size(lost)).toBeNull();
  expect(await store.size({ studioId, sha256: kept.sha256 })).not.toBeNull();
  expect(await verifyEverything(tomorrow())).toMatchObject({ damage: [], waiting: [] });
});

test("what a dead job was making is swept after a day", async () => {
  const path = await store.scratch(`peaks.${newId()}`);
  await fs.writeFile(path, "half of it");
  await sweepLeftovers();
  await fs.access(path);
  await sweepLeftovers(tomorrow());
  await expect(fs.access(path)).rejects.toThrow("ENOENT");
});

test("content that arrives while its orphan is swept is there in the end", async () => {
  const { song, people, studioId } = await makeProject();
  const hat = await demoFile("stems/18 Hat-c.ds.flac");
  const address = { studioId, sha256: sha256Of(hat) };
  const path = await store.scratch(`orphan.${newId()}`);
  await fs.writeFile(path, hat);
  await fs.utimes(path, new Date(0), new Date(0));
  await store.keep(path, address);
  await Promise.all([
    bringFile(people.recording_engineer, { songId: song.id, kind: "stem", name: "hat.flac", bytes: hat }),
    ...Array.from({ length: 10 }, () => sweepLeftovers()),
  ]);
  expect(await store.size(address)).toBe(hat.length);
  expect((await verifyEverything()).damage).toEqual([]);
});
