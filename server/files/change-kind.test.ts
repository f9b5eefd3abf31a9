import { expect, test } from "vitest";
import { db } from "../db.ts";
import { acceptHandOff } from "../handoffs/accept-hand-off.ts";
import { offerSet } from "../handoffs/offer-set.ts";
import { setPage } from "../handoffs/queries.ts";
import { returnHandOff } from "../handoffs/return-hand-off.ts";
import { bringFile, demoFile } from "../testing/bring-file.ts";
import { makeFile, makeProject, makeRevision, putInState } from "../testing/factories.ts";
import { changeKind } from "./change-kind.ts";
import type { FileKind, SetAudioKind } from "./schema.ts";
import { setAsideFile } from "./set-aside-file.ts";

async function makeSet(kind: SetAudioKind = "stem") {
  const made = await makeProject();
  const by = made.people.recording_engineer;
  await makeFile(made, { kind: "rough_mix", name: "Rough.wav", by });
  const file = await makeFile(made, { kind, name: "Kick.wav", by });
  const change = (from: SetAudioKind, to: SetAudioKind, who = by) =>
    changeKind(who, { fileId: file.id, from, to });
  const offer = (of: "multitracks" | "stems") => offerSet(by, { songId: made.song.id, kind: of });
  return { ...made, by, file, change, offer };
}

const kindOf = async (id: string): Promise<FileKind> =>
  (await db.file.findUniqueOrThrow({ where: { id } })).kind;
const changes = (streamId: string) =>
  db.event.findMany({ where: { streamId, kind: "file.kind_changed" }, orderBy: { number: "asc" } });

test("a stem that is a multitrack becomes one, is on record, and the checks look at the set again", async () => {
  const { by, song, projectId, file, change } = await makeSet();
  const found = async () => (await setPage(by, song.id)).findings.multitracks.map((f) => f.code);
  expect(await found()).toEqual(["empty_set"]);
  await change("stem", "multitrack");
  expect(await kindOf(file.id)).toBe("multitrack");
  expect(await found()).toEqual([]);
  expect(await changes(projectId)).toMatchObject([
    {
      actor: `person:${by.userId}`,
      subject: { fileId: file.id, songId: song.id, from: "stem", to: "multitrack" },
    },
  ]);
});

test("what becomes the rough mix can be heard, and the stems are compared with it", async () => {
  const { people, song, studioId } = await makeProject();
  const by = people.recording_engineer;
  const bytes = await demoFile("stems/18 Hat-c.ds.flac");
  await bringFile(by, { songId: song.id, kind: "stem", name: "hat.flac", bytes });
  const file = await db.file.findFirstOrThrow({ where: { songId: song.id } });
  await changeKind(by, { fileId: file.id, from: "stem", to: "rough_mix" });
  expect((await setPage(by, song.id)).referenceId).toBe(file.id);
  const madeOf = async () =>
    (await db.render.findMany({ where: { studioId }, orderBy: { kind: "asc" } })).map((r) => [
      r.kind,
      r.state,
    ]);
  expect(await madeOf()).toEqual([["peaks", "ready"]]);
  await bringFile(by, { songId: song.id, kind: "stem", name: "again.flac", bytes });
  expect(await madeOf()).toEqual([
    ["listening_copy", "ready"],
    ["peaks", "ready"],
    ["reconciliation", "ready"],
  ]);
});

test("who may not bring sets changes nothing, and to a stranger the file does not exist", async () => {
  const { people, change, file } = await makeSet();
  const stranger = await makeProject();
  await expect(change("stem", "multitrack", people.mixing_engineer)).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  for (const nobody of [people.client, stranger.owner])
    await expect(change("stem", "multitrack", nobody)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await kindOf(file.id)).toBe("stem");
});

test("what was handed off stays, until it comes back or recording is reopened, and its record stays for ever", async () => {
  const { people, song, file, change, offer } = await makeSet("multitrack");
  const first = await offer("multitracks");
  await expect(change("multitrack", "stem")).rejects.toMatchObject({ code: "CONFLICT" });
  await returnHandOff(people.mixing_engineer, { ...first, reasons: "This is a stem." });
  await change("multitrack", "stem");
  await change("stem", "multitrack");
  const second = await offer("multitracks");
  await acceptHandOff(people.mixing_engineer, second);
  await expect(change("multitrack", "stem")).rejects.toMatchObject({ code: "CONFLICT" });
  await putInState(song.id, "recording", "in_progress");
  await change("multitrack", "stem");
  const page = await setPage(people.mixing_engineer, song.id);
  expect(page.handOffs.map((h) => h.files.find((f) => f.id === file.id)?.kind)).toEqual([
    "multitrack",
    "multitrack",
  ]);
  await expect(db.handOffFile.updateMany({ data: { kind: "stem" } })).rejects.toThrow();
  expect(await db.handOffFile.count({ where: { kind: "stem", fileId: file.id } })).toBe(0);
});

test("neither a document, a print, nor what was set aside is taken for something else", async () => {
  const made = await makeSet();
  const { by, file, change } = made;
  const sheet = await makeFile(made, { kind: "document", name: "Track sheet.csv", by });
  await expect(changeKind(by, { fileId: sheet.id, from: "stem", to: "multitrack" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const mix = await makeRevision(made);
  await expect(
    changeKind(made.manager, { fileId: mix.file.id, from: "stem", to: "rough_mix" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  await setAsideFile(by, { fileId: file.id });
  await expect(change("stem", "multitrack")).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(change("stem", "stem")).rejects.toThrow(/already/);
  for (const kind of ["document", "master"] as const)
    await expect(db.file.updateMany({ where: { id: file.id }, data: { kind } })).rejects.toThrow();
  expect(await kindOf(file.id)).toBe("stem");
});

test("the same file under the same name is there once in each kind", async () => {
  const made = await makeSet();
  const { by, file, change } = made;
  const { name, sha256 } = file;
  await makeFile(made, { kind: "multitrack", name, sha256, by });
  await expect(change("stem", "multitrack")).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("as a multitrack already"),
  });
  expect(await kindOf(file.id)).toBe("stem");
});

test("of two people who press at once one changes it, and the other is told", async () => {
  const { manager, projectId, file, change } = await makeSet();
  const ends = await Promise.allSettled([change("stem", "multitrack"), change("stem", "rough_mix", manager)]);
  expect(ends.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
  const [line, ...more] = await changes(projectId);
  expect(more).toEqual([]);
  expect(line?.subject).toMatchObject({ to: await kindOf(file.id) });
});

test("changed and handed off at once, the hand-off passes what the file is", async () => {
  const { file, change, offer } = await makeSet("multitrack");
  const [changed, offered] = await Promise.allSettled([change("multitrack", "stem"), offer("multitracks")]);
  expect([changed.status, offered.status].sort()).toEqual(["fulfilled", "rejected"]);
  const passed = await db.handOffFile.findMany({ where: { fileId: file.id } });
  expect(passed.map((p) => p.kind)).toEqual(offered.status === "fulfilled" ? ["multitrack"] : []);
  expect(await kindOf(file.id)).toBe(offered.status === "fulfilled" ? "multitrack" : "stem");
});
