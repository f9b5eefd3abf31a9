import { beforeEach, expect, test } from "vitest";
import type { Actor } from "../access/actor.ts";
import { db } from "../db.ts";
import { newId } from "../ids.ts";
import { renderOf } from "../renders/queries.ts";
import { bringFile, demoFile, startOne } from "../testing/bring-file.ts";
import { type MadeProject, makeFile, makeMember, makeProject } from "../testing/factories.ts";
import { verifyEverything } from "../verify-everything.ts";
import { abandonUpload } from "./abandon-upload.ts";
import { changeKind } from "./change-kind.ts";
import { fileFor, filesOf, uploadsOf } from "./queries.ts";
import { restoreFile } from "./restore-file.ts";
import { setAsideFile } from "./set-aside-file.ts";

let made: MadeProject;
let own: { home: { kind: "studio"; studioId: string }; kind: "rough_mix"; name: string; bytes: Buffer };
beforeEach(async () => {
  made = await makeProject();
  own = {
    home: { kind: "studio", studioId: made.studioId },
    kind: "rough_mix",
    name: "room tone.flac",
    bytes: await demoFile("rough mix.flac"),
  };
});
const eventsOf = async (streamId: string) =>
  (await db.event.findMany({ where: { streamId }, orderBy: { number: "asc" } })).map((e) => e.kind);

test("a studio's own file goes up, is measured, and is on record in the studio's own history", async () => {
  const before = await eventsOf(made.projectId);
  expect((await bringFile(made.owner, own)).state).toBe("kept");
  const [file] = await filesOf(made.manager, own.home);
  expect(file).toMatchObject({
    name: "room tone.flac",
    broughtById: made.owner.userId,
    report: { sampleRateHz: 48_000 },
    fixed: false,
    mayTake: true,
  });
  const content = { studioId: made.studioId, sha256: file?.sha256 ?? "" };
  for (const kind of ["peaks", "listening_copy"] as const)
    expect(await renderOf(kind, content)).toMatchObject({ state: "ready" });
  expect(await filesOf(made.manager, { kind: "song", songId: made.song.id })).toEqual([]);
  expect(await uploadsOf(made.owner, own.home)).toMatchObject([{ name: "room tone.flac", state: "kept" }]);
  expect(await eventsOf(made.studioId)).toEqual(["upload.started", "file.kept", "render.ready"]);
  expect(await eventsOf(made.projectId)).toEqual(before);
  const { damage } = await verifyEverything();
  expect(damage.filter(({ name }) => name.includes("room tone"))).toEqual([]);
});

test("who may not keep the studio's files sees none, and may bring none", async () => {
  await bringFile(made.owner, own);
  const { id } = await db.file.findFirstOrThrow({ where: { studioId: made.studioId, songId: null } });
  const stranger = await makeProject();
  const others: Actor[] = [
    await makeMember(made.studioId, "engineer"),
    ...Object.values(made.people),
    stranger.owner,
    { kind: "visitor", visitorId: newId() },
    { kind: "link", linkId: newId() },
  ];
  for (const actor of others) {
    for (const ask of [
      () => filesOf(actor, own.home),
      () => uploadsOf(actor, own.home),
      () => startOne(actor, own),
      () => fileFor(actor, id, "see"),
      () => fileFor(actor, id, "take"),
    ])
      await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  for (const act of ["see", "hear", "take"] as const)
    expect((await fileFor(made.manager, id, act)).id).toBe(id);
});

test("who brought a studio's file takes it back, also after leaving the studio", async () => {
  await bringFile(made.manager, own);
  const { id } = await db.file.findFirstOrThrow({ where: { studioId: made.studioId, songId: null } });
  await db.member.deleteMany({ where: { userId: made.manager.userId } });
  expect((await fileFor(made.manager, id, "take")).id).toBe(id);
  await expect(filesOf(made.manager, own.home)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a home that is not there, or a lead's, is not found by anyone", async () => {
  for (const home of [
    { kind: "studio", studioId: newId() },
    { kind: "song", songId: newId() },
    { kind: "lead", leadId: newId() },
  ] as const) {
    await expect(startOne(made.owner, { ...own, home })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(filesOf(made.owner, home)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  const { id } = await makeFile({ studioId: made.studioId, song: null }, { kind: "document" });
  const { id: ofLead } = await db.file.create({
    data: {
      ...(await db.file.findUniqueOrThrow({ where: { id } })),
      ...{ id: newId(), leadId: newId(), broughtBy: `visitor:${newId()}` },
    },
  });
  for (const act of ["see", "hear", "take"] as const)
    await expect(fileFor(made.owner, ofLead, act)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(setAsideFile(made.owner, { fileId: ofLead })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a lead's visitor takes back what that visitor brought, and no other visitor does", async () => {
  const visitor = { kind: "visitor", visitorId: newId() } as const;
  const { id } = await makeFile({ studioId: made.studioId, song: null }, { kind: "rough_mix" });
  const { id: fileId } = await db.file.create({
    data: {
      ...(await db.file.findUniqueOrThrow({ where: { id } })),
      ...{ id: newId(), leadId: newId(), broughtBy: `visitor:${visitor.visitorId}` },
    },
  });
  expect((await fileFor(visitor, fileId, "take")).id).toBe(fileId);
  const other = { kind: "visitor", visitorId: newId() } as const;
  await expect(fileFor(other, fileId, "take")).rejects.toMatchObject({ code: "NOT_FOUND" });
  const namesake = { kind: "person", userId: visitor.visitorId } as const;
  await expect(fileFor(namesake, fileId, "take")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a file has one home, in its own studio, and stays there", async () => {
  const file = await makeFile(made, { kind: "stem" });
  const other = await makeProject();
  const again = { ...file, id: newId(), name: "again.wav" };
  await expect(db.file.create({ data: { ...again, songId: other.song.id } })).rejects.toThrow();
  await expect(db.file.create({ data: { ...again, leadId: newId() } })).rejects.toThrow();
  await expect(db.file.create({ data: { ...again, songId: null, studioId: newId() } })).rejects.toThrow();
  for (const data of [{ songId: null }, { leadId: newId() }, { studioId: other.studioId }])
    await expect(db.file.updateMany({ where: { id: file.id }, data })).rejects.toThrow();
  expect(await db.file.findUnique({ where: { id: file.id } })).toEqual(file);
});

test("the same file brought again to the studio is the same row, also from two pages and by two people at once", async () => {
  const started = await Promise.all(Array.from({ length: 4 }, () => startOne(made.owner, own)));
  expect(new Set(started.map((s) => s.uploadId)).size).toBe(1);
  await Promise.all([bringFile(made.owner, own), bringFile(made.manager, own)]);
  expect(await db.file.count({ where: { studioId: made.studioId } })).toBe(1);
  await bringFile(made.people.recording_engineer, {
    songId: made.song.id,
    ...{ kind: own.kind, name: own.name, bytes: own.bytes },
  });
  expect(await db.file.count({ where: { studioId: made.studioId } })).toBe(2);
});

test("a studio's file is set aside and comes back; it is of no set, and an upload may be given up", async () => {
  const { id: fileId } = await makeFile({ studioId: made.studioId, song: null }, { kind: "stem" });
  await setAsideFile(made.owner, { fileId });
  await restoreFile(made.manager, { fileId });
  await expect(changeKind(made.owner, { fileId, from: "stem", to: "multitrack" })).rejects.toMatchObject({
    code: "INVALID",
  });
  const { uploadId } = await startOne(made.owner, own);
  await expect(abandonUpload(made.manager, { uploadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await abandonUpload(made.owner, { uploadId });
  expect(await eventsOf(made.studioId)).toEqual([
    "file.set_aside",
    "file.restored",
    "upload.started",
    "upload.given_up",
  ]);
});
