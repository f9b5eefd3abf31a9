import { expect, test } from "vitest";
import { db } from "../db.ts";
import { newId } from "../ids.ts";
import { store } from "../storage/current.ts";
import { bringFile, chunksOf, demoFile, startOne } from "../testing/bring-file.ts";
import { makeFile, makeProject, makeRevision, putInState } from "../testing/factories.ts";
import { days, now } from "../time.ts";
import { endReleases } from "./end-releases.ts";
import { fileFor, filesOf, uploadsOf } from "./queries.ts";
import { releaseFile } from "./release-file.ts";

const inSong = ({ id }: { id: string }) => ({ kind: "song" as const, songId: id });

test("the files of a song come with what was measured of them", async () => {
  const { song, people } = await makeProject();
  await bringFile(people.mixing_engineer, {
    songId: song.id,
    kind: "mix_print",
    name: "mix 1.flac",
    bytes: await demoFile("mix 1.flac"),
  });
  const [file] = await filesOf(people.mixing_engineer, inSong(song));
  expect(file).toMatchObject({
    kind: "mix_print",
    name: "mix 1.flac",
    report: {
      container: "flac",
      sampleRateHz: 48_000,
      frames: 768_000,
      clippedRuns: { count: expect.any(Number) },
      silent: false,
    },
    fixed: false,
    mayHear: true,
    mayTake: true,
  });
});

test("everyone lists what they may see, and nothing else", async () => {
  const made = await makeProject();
  for (const kind of ["stem", "document", "rough_mix", "mix_print", "premaster", "master"] as const)
    await makeFile(made, { kind });
  const { file: mix } = await makeRevision(made);
  const kindsFor = async (who: keyof typeof made.people) =>
    (await filesOf(made.people[who], inSong(made.song)))
      .map((f) => (f.id === mix.id ? "sent mix" : f.kind))
      .sort();
  expect(await kindsFor("client")).toEqual(["premaster", "rough_mix", "sent mix"]);
  expect(await kindsFor("recording_engineer")).toEqual(["document", "rough_mix", "sent mix", "stem"]);
  expect(await kindsFor("mixing_engineer")).toEqual([
    "document",
    "mix_print",
    "rough_mix",
    "sent mix",
    "stem",
  ]);
  expect(await kindsFor("mastering_engineer")).toEqual(["master", "premaster", "rough_mix", "sent mix"]);
  const stranger = await makeProject();
  await expect(filesOf(stranger.owner, inSong(made.song))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("what may not be seen is not found, what is seen but not to be taken is not allowed", async () => {
  const made = await makeProject();
  const stem = await makeFile(made, { kind: "stem" });
  const { file: mix } = await makeRevision(made);
  const stranger = await makeProject();
  await expect(fileFor(made.people.client, stem.id, "see")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(fileFor(made.people.client, stem.id, "take")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(fileFor(made.people.client, mix.id, "take")).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect((await fileFor(made.people.client, mix.id, "hear")).id).toBe(mix.id);
  for (const act of ["see", "hear", "take"] as const) {
    await expect(fileFor(stranger.owner, mix.id, act)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(fileFor(made.owner, newId(), act)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("who brought a file takes it back, also after leaving the project", async () => {
  const made = await makeProject();
  const file = await makeFile(made, { kind: "premaster", by: made.people.client });
  await db.participant.deleteMany({ where: { userId: made.people.client.userId } });
  expect((await fileFor(made.people.client, file.id, "take")).id).toBe(file.id);
});

test("a receiver takes the master when its mastering is approved by a sign-off that stands, and not before", async () => {
  const made = await makeProject();
  const { client } = made.people;
  const { file } = await makeRevision(made, "mastering");
  await expect(fileFor(client, file.id, "take")).rejects.toMatchObject({
    code: "NOT_ALLOWED",
    words: expect.stringContaining("signed off"),
  });
  const signOffId = newId();
  await releaseFile(db, { studioId: made.studioId, fileId: file.id, signOffId });
  await expect(fileFor(client, file.id, "take")).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  for (const state of ["on_hold", "cancelled"] as const) {
    await putInState(made.song.id, "mastering", state, state === "on_hold" ? "approved" : null);
    await expect(fileFor(client, file.id, "take")).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  }
  await putInState(made.song.id, "mastering", "approved");
  expect((await fileFor(client, file.id, "take")).id).toBe(file.id);
  await expect(fileFor(made.people.artist, file.id, "take")).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await endReleases(db, signOffId);
  await expect(fileFor(client, file.id, "take")).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

test("one's own uploads are listed: how much is here, and for a day why one was refused", async () => {
  const { song, people } = await makeProject();
  const file = { songId: song.id, kind: "stem" as const };
  const half = await startOne(people.recording_engineer, {
    ...file,
    name: "half.wav",
    bytes: Buffer.alloc(100),
  });
  await store.append(half.uploadId, 0, chunksOf(Buffer.alloc(40)));
  const bad = await bringFile(people.recording_engineer, {
    ...file,
    name: "bad.wav",
    bytes: Buffer.from("no audio"),
  });
  expect(await uploadsOf(people.recording_engineer, inSong(song))).toMatchObject([
    { name: "half.wav", state: "receiving", sizeBytes: 100, receivedBytes: 40 },
    { name: "bad.wav", state: "refused", reason: expect.stringContaining("audio") },
  ]);
  expect(await uploadsOf(people.mixing_engineer, inSong(song))).toEqual([]);
  await db.upload.update({ where: { id: bad.id }, data: { settledAt: new Date(now().getTime() - days(2)) } });
  expect((await uploadsOf(people.recording_engineer, inSong(song))).map((u) => u.name)).toEqual(["half.wav"]);
});
