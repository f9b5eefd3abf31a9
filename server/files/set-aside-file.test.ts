import { expect, test } from "vitest";
import { db } from "../db.ts";
import { acceptHandOff } from "../handoffs/accept-hand-off.ts";
import { offerSet } from "../handoffs/offer-set.ts";
import { returnHandOff } from "../handoffs/return-hand-off.ts";
import { reopenWork } from "../requests/reopen-work.ts";
import { bringFile, demoFile } from "../testing/bring-file.ts";
import { makeFile, makeProject, makeRevision, workItemOf } from "../testing/factories.ts";
import { restoreFile } from "./restore-file.ts";
import { setAsideFile } from "./set-aside-file.ts";

async function makeStem() {
  const made = await makeProject();
  const file = await makeFile(made, { kind: "stem", by: made.people.recording_engineer });
  return { ...made, fileId: file.id };
}

const asideAt = async (id: string) => (await db.file.findUniqueOrThrow({ where: { id } })).setAsideAt;
const lastEvent = async (streamId: string) =>
  (await db.event.findFirstOrThrow({ where: { streamId }, orderBy: { number: "desc" } })).kind;

test("a file is set aside, stays as it is, and comes back", async () => {
  const { people, fileId, projectId } = await makeStem();
  await setAsideFile(people.recording_engineer, { fileId });
  expect(await asideAt(fileId)).toBeInstanceOf(Date);
  expect(await lastEvent(projectId)).toBe("file.set_aside");
  await restoreFile(people.recording_engineer, { fileId });
  expect(await asideAt(fileId)).toBeNull();
  expect(await lastEvent(projectId)).toBe("file.restored");
});

test("brought again, a file that was set aside is back in the set", async () => {
  const { people, song, projectId } = await makeProject();
  const stem = {
    songId: song.id,
    kind: "stem" as const,
    name: "hat.flac",
    bytes: await demoFile("stems/18 Hat-c.ds.flac"),
  };
  await bringFile(people.recording_engineer, stem);
  const { id: fileId } = await db.file.findFirstOrThrow({ where: { songId: song.id } });
  await setAsideFile(people.recording_engineer, { fileId });
  expect((await bringFile(people.recording_engineer, stem)).state).toBe("kept");
  expect(await asideAt(fileId)).toBeNull();
  expect(await db.file.count({ where: { songId: song.id } })).toBe(1);
  expect(await lastEvent(projectId)).toBe("file.restored");
});

test("who may not bring sets sets nothing aside, and to a stranger the file does not exist", async () => {
  const { people, fileId } = await makeStem();
  const stranger = await makeProject();
  for (const act of [setAsideFile, restoreFile]) {
    await expect(act(people.mixing_engineer, { fileId })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(act(people.client, { fileId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(act(stranger.owner, { fileId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await asideAt(fileId)).toBeNull();
});

test("a file of an offered or accepted hand-off stays; of a returned one, or once recording is reopened, it may go", async () => {
  const made = await makeProject();
  const { people, manager, song, projectId } = made;
  const { id: fileId } = await makeFile(made, { kind: "multitrack" });
  for (const kind of ["multitrack", "rough_mix"] as const) await makeFile(made, { kind, name: "Beside.wav" });
  const change = () => setAsideFile(people.recording_engineer, { fileId });
  const offer = () => offerSet(people.recording_engineer, { songId: song.id, kind: "multitracks" });
  const { handOffId: first } = await offer();
  await expect(change()).rejects.toMatchObject({ code: "CONFLICT" });
  await returnHandOff(people.mixing_engineer, { handOffId: first, reasons: "Too short" });
  await change();
  await restoreFile(people.recording_engineer, { fileId });

  const { handOffId: second } = await offer();
  await acceptHandOff(people.mixing_engineer, { handOffId: second });
  await expect(change()).rejects.toMatchObject({ code: "CONFLICT" });
  const { id: workItemId } = await workItemOf(song.id, "recording");
  await reopenWork(manager, { workItemId, reason: "One more take" });
  await change();
  expect(await lastEvent(projectId)).toBe("file.set_aside");
});

test("a print that was sent as a revision stays", async () => {
  const made = await makeProject();
  const { file } = await makeRevision(made);
  await expect(setAsideFile(made.people.mixing_engineer, { fileId: file.id })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("two people who press at once set aside once", async () => {
  const { people, manager, fileId, projectId } = await makeStem();
  const ends = await Promise.allSettled(
    [people.recording_engineer, manager].map((who) => setAsideFile(who, { fileId })),
  );
  expect(ends.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.event.count({ where: { streamId: projectId, kind: "file.set_aside" } })).toBe(1);
});

test("a file is brought back once, and not when it is in the set", async () => {
  const { people, manager, fileId, projectId } = await makeStem();
  const restore = (who = people.recording_engineer) => restoreFile(who, { fileId });
  await expect(restore()).rejects.toMatchObject({ code: "CONFLICT" });
  await setAsideFile(people.recording_engineer, { fileId });
  const ends = await Promise.allSettled([restore(), restore(manager)]);
  expect(ends.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await asideAt(fileId)).toBeNull();
  expect(await db.event.count({ where: { streamId: projectId, kind: "file.restored" } })).toBe(1);
});
