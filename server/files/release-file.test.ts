import { beforeEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { newId } from "../ids.ts";
import { type MadeProject, makeFile, makeProject } from "../testing/factories.ts";
import { endReleases } from "./end-releases.ts";
import { markDelivered } from "./mark-delivered.ts";
import { markSent } from "./mark-sent.ts";
import { releaseFile } from "./release-file.ts";
import { takeSendingBack } from "./take-sending-back.ts";

let made: MadeProject;
let at: { studioId: string; fileId: string };
beforeEach(async () => {
  made = await makeProject();
  at = { studioId: made.studioId, fileId: (await makeFile(made, { kind: "master" })).id };
});
const sendings = () =>
  db.fileSending.findMany({
    where: { fileId: at.fileId },
    orderBy: { as: "asc" },
    select: { as: true, takenBackAt: true },
  });
const releases = () => db.fileRelease.findMany({ where: { fileId: at.fileId } });

test("a file is sent once as the same thing; a hand-off's sending is taken back and a revision's stays", async () => {
  const [revision, handOff] = [newId(), newId()];
  const send = (as: "revision" | "hand_off", sentAsId: string) =>
    markSent(db, { studioId: at.studioId, as, sentAsId, fileIds: [at.fileId] });
  await send("revision", revision);
  await send("hand_off", handOff);
  await expect(send("hand_off", handOff)).rejects.toThrow("Unique constraint");
  await takeSendingBack(db, revision);
  await Promise.all([takeSendingBack(db, handOff), takeSendingBack(db, handOff)]);
  expect(await sendings()).toEqual([
    { as: "revision", takenBackAt: null },
    { as: "hand_off", takenBackAt: expect.any(Date) },
  ]);
});

test("a release ends once, and the time that it ended stays", async () => {
  const signOffId = newId();
  await releaseFile(db, { ...at, signOffId });
  await expect(releaseFile(db, { ...at, signOffId })).rejects.toThrow("Unique constraint");
  expect(await releases()).toMatchObject([{ endedAt: null }]);
  await endReleases(db, signOffId);
  const [ended] = await releases();
  await endReleases(db, signOffId);
  expect(await releases()).toEqual([{ ...ended, endedAt: expect.any(Date) }]);
  expect(ended?.endedAt).toBeInstanceOf(Date);
});

test("a file reaches somebody for the first time once, however often and from how many pages it is taken", async () => {
  const { client, artist } = made.people;
  const first = await Promise.all([1, 2, 3].map(() => markDelivered(db, client, at)));
  expect(first.filter(Boolean)).toHaveLength(1);
  expect(await markDelivered(db, client, at)).toBeUndefined();
  expect(await markDelivered(db, artist, at)).toMatchObject(at);
  expect(await db.fileDelivery.count({ where: { fileId: at.fileId } })).toBe(2);
});

test("what was sent, released or delivered stays on record, whoever writes", async () => {
  const [handOff, signOffId] = [newId(), newId()];
  await markSent(db, { studioId: at.studioId, as: "hand_off", sentAsId: handOff, fileIds: [at.fileId] });
  await takeSendingBack(db, handOff);
  await releaseFile(db, { ...at, signOffId });
  await endReleases(db, signOffId);
  await markDelivered(db, made.people.client, at);
  const everything = () =>
    Promise.all([db.fileSending.findMany(), db.fileRelease.findMany(), db.fileDelivery.findMany()]);
  const before = await everything();
  for (const write of [
    () => db.fileSending.deleteMany(),
    () => db.fileSending.updateMany({ data: { takenBackAt: null } }),
    () => db.fileRelease.deleteMany(),
    () => db.fileRelease.updateMany({ data: { endedAt: null } }),
    () => db.fileRelease.updateMany({ data: { releasedAt: new Date() } }),
    () => db.fileDelivery.deleteMany(),
    () => db.fileDelivery.updateMany({ data: { deliveredAt: new Date() } }),
  ])
    await expect(write()).rejects.toThrow();
  expect(await everything()).toEqual(before);
  const other = await makeProject();
  await expect(releaseFile(db, { ...at, studioId: other.studioId, signOffId: newId() })).rejects.toThrow();
});
