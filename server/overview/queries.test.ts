import { expect, test } from "vitest";
import { userIdOf } from "../access/actor.ts";
import { db, transact } from "../db.ts";
import { announce, record } from "../events.ts";
import { history } from "../history/queries.ts";
import { projectChanges, studioChanges } from "../live/queries.ts";
import { inviteMember } from "../people/invite-member.ts";
import { invitePerson } from "../people/invite-person.ts";
import { removeMember } from "../people/remove-member.ts";
import { signOutEverywhere } from "../people/sign-out-everywhere.ts";
import { addReference } from "../projects/add-reference.ts";
import { renameSong } from "../projects/rename-song.ts";
import { removeParticipant } from "../requests/remove-participant.ts";
import { sendRequest } from "../requests/send-request.ts";
import { addNote } from "../review/add-note.ts";
import { replyToNote } from "../review/reply-to-note.ts";
import { resolveNote } from "../review/resolve-note.ts";
import { supplyMix } from "../review/supply-mix.ts";
import { recordApprovedElsewhere } from "../signoffs/record-approved-elsewhere.ts";
import { makeFile, makeMember, makeProject, makeRevision } from "../testing/factories.ts";
import { createProject } from "../work/create-project.ts";
import { board, finishedProjects, home, projectPage } from "./queries.ts";

test("a note is told with the revision that it is on", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  const { noteId } = await addNote(made.people.client, { revisionId, kind: "request", words: "More voice" });
  await replyToNote(made.people.mixing_engineer, { noteId, words: "Gladly" });
  const told = await history(made.manager, made.projectId);
  expect(told.events[0]).toMatchObject({ kind: "note.replied", subject: { noteId } });
  expect(told.notes[noteId]).toEqual({ id: noteId, revisionId });
  expect(told.revisions[revisionId]).toMatchObject({ stage: "mixing", number: 1, songId: made.song.id });
});

test("the names of a set's files are told to those who may see the set, and to nobody else", async () => {
  const made = await makeProject();
  const stem = await makeFile(made, { kind: "stem", name: "16 Kick.wav" });
  await transact((tx) =>
    record(tx, made.people.recording_engineer, {
      kind: "file.kept",
      studioId: made.studioId,
      streamId: made.projectId,
      subject: { fileId: stem.id, songId: made.song.id, fileKind: "stem", sha256: stem.sha256 },
    }),
  );
  expect((await history(made.people.mixing_engineer, made.projectId)).files).toEqual({
    [stem.id]: { id: stem.id, name: "16 Kick.wav", byId: userIdOf(stem.broughtBy) },
  });
  expect((await history(made.people.mastering_engineer, made.projectId)).files).toEqual({});
});

test("the address of somebody invited is told to whoever may invite", async () => {
  const made = await makeProject();
  const { invitationId } = await invitePerson(made.manager, {
    projectId: made.projectId,
    email: "new@label.example",
    part: "client",
  });
  const nameFor = async (person: typeof made.manager) =>
    (await history(person, made.projectId)).invitations[invitationId]?.name;
  expect(await nameFor(made.owner)).toBe("new@label.example");
  expect(await nameFor(made.people.mixing_engineer)).toBeNull();
});

test("older lines follow by key without a gap, also when a new one comes on top", async () => {
  const made = await makeProject();
  for (let n = 0; n < 55; n++) await renameSong(made.manager, { songId: made.song.id, title: `Title ${n}` });
  const first = await history(made.manager, made.projectId);
  await renameSong(made.manager, { songId: made.song.id, title: "The last" });
  const older = await history(made.manager, made.projectId, { before: first.next ?? 0 });
  const numbers = [...first.events, ...older.events].map((e) => e.number);
  expect(numbers).toEqual(Array.from({ length: 56 }, (_, n) => 56 - n));
  expect(older.next).toBeUndefined();
});

test("decisions are listed without what happened to files and was said meanwhile", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  await addNote(made.people.client, { revisionId, kind: "request", words: "More voice" });
  await renameSong(made.manager, { songId: made.song.id, title: "Renamed" });
  const kinds = async (decisions?: boolean) =>
    (await history(made.manager, made.projectId, { decisions })).events.map((e) => e.kind);
  expect((await kinds()).slice(0, 2)).toEqual(["song.renamed", "note.added"]);
  expect(await kinds(true)).toContain("song.renamed");
  expect(await kinds(true)).not.toContain("note.added");
});

test("artists and people of elsewhere have no history to read", async () => {
  const made = await makeProject();
  const elsewhere = await makeProject();
  await expect(history(made.people.artist, made.projectId)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(history(elsewhere.owner, made.projectId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const engineer = await makeMember(made.studioId, "engineer");
  await expect(history(engineer, made.projectId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an open page hears nothing more of a project that its reader was taken out of", async () => {
  const made = await makeProject();
  const ended = new AbortController();
  const stream = await projectChanges(made.people.artist, made.projectId, ended.signal);
  expect(await stream.next()).toEqual({ done: false, value: null });
  const { id: participantId } = await db.participant.findFirstOrThrow({
    where: { projectId: made.projectId, userId: made.people.artist.userId },
  });
  const next = stream.next();
  next.catch(() => {});
  await removeParticipant(made.manager, { participantId });
  await renameSong(made.manager, { songId: made.song.id, title: "Not theirs to hear of" });
  await expect(next).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
  ended.abort();
});

test("an open page hears nothing more once its reader was signed out everywhere", async () => {
  const made = await makeProject();
  const ended = new AbortController();
  const stream = await projectChanges(made.manager, made.projectId, ended.signal);
  await stream.next();
  await signOutEverywhere(made.manager);
  await renameSong(made.owner, { songId: made.song.id, title: "Another" });
  await expect(stream.next()).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
  ended.abort();
});

test("an engineer of the studio hears of the studio and of their own projects, the manager of all", async () => {
  const made = await makeProject();
  const engineer = await makeMember(made.studioId, "engineer");
  const ended = new AbortController();
  const listening = async (person: typeof engineer) => {
    const stream = await studioChanges(person, made.studioId, ended.signal);
    await stream.next();
    return stream;
  };
  const [byEngineer, byManager] = [await listening(engineer), await listening(made.manager)];
  await renameSong(made.manager, { songId: made.song.id, title: "Another" });
  // Files of the studio itself are its owner's and its managers'.
  const { id: fileId, sha256 } = await makeFile({ ...made, song: null }, { kind: "rough_mix" });
  await transact((tx) =>
    record(tx, made.owner, {
      kind: "file.kept",
      studioId: made.studioId,
      streamId: made.studioId,
      subject: { fileId, songId: null, fileKind: "rough_mix", sha256 },
    }),
  );
  await inviteMember(made.owner, {
    studioId: made.studioId,
    email: "new@studio.example",
    role: "engineer",
  });
  expect((await byManager.next()).value).toMatchObject({ kind: "song.renamed" });
  expect((await byManager.next()).value).toMatchObject({ kind: "file.kept" });
  expect((await byEngineer.next()).value).toMatchObject({ kind: "invitation.sent" });
  ended.abort();
});

test("an open board hears nothing more once its reader was taken out of the studio", async () => {
  const made = await makeProject();
  const ended = new AbortController();
  const stream = await studioChanges(made.manager, made.studioId, ended.signal);
  await stream.next();
  const { id: memberId } = await db.member.findFirstOrThrow({ where: { userId: made.manager.userId } });
  await removeMember(made.owner, { memberId });
  await expect(stream.next()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
  ended.abort();
});

test("who has no name yet is told by what stands before the @, never by a whole address", async () => {
  const made = await makeProject();
  const { userId } = made.people.producer;
  await db.user.update({ where: { id: userId }, data: { name: null, email: "quiet.one@label.example" } });
  await addReference(made.people.producer, { projectId: made.projectId, title: "That drum sound" });
  const told = JSON.stringify([
    await projectPage(made.people.client, made.projectId),
    await home(made.people.client),
    await board(made.manager, made.studioId),
    await history(made.people.mixing_engineer, made.projectId),
  ]);
  expect(told).toContain('"quiet.one"');
  expect(told).not.toContain("label.example");
});

test("an open board is not read again for how far a file is on its way", async () => {
  const made = await makeProject();
  const ended = new AbortController();
  const stream = await studioChanges(made.manager, made.studioId, ended.signal);
  await stream.next();
  const where = { studioId: made.studioId, streamId: made.projectId };
  await transact((tx) =>
    announce(tx, where, "render.progress", { files: [{ fileKind: "mix_print", sent: true }] }),
  );
  await transact((tx) => announce(tx, where, "upload.received", { songId: made.song.id, fileKind: "stem" }));
  await renameSong(made.manager, { songId: made.song.id, title: "Another" });
  expect((await stream.next()).value).toMatchObject({ kind: "song.renamed" });
  ended.abort();
});

test("a project that nothing is left to do for leaves the board, and is found by page below it", async () => {
  const made = await makeProject();
  const finish = (projectId: string, state: "approved" | "in_progress") =>
    db.workItem.updateMany({ where: { song: { projectId } }, data: { state } });
  await finish(made.projectId, "approved");
  const projectIds = [made.projectId];
  for (let n = 0; n < 20; n++) {
    const { projectId } = await createProject(made.manager, {
      ...{
        studioId: made.studioId,
        title: `Release ${n}`,
        artistName: "Sol",
        kind: "single",
        songs: ["One"],
      },
      ...{ stages: ["mixing"], sampleRateHz: 48_000, bitDepth: 24, fileNamePattern: "{song}" },
    });
    await finish(projectId, "approved");
    projectIds.unshift(projectId);
  }
  const shown = await board(made.manager, made.studioId);
  expect([shown.projects, shown.someAreFinished]).toEqual([[], true]);
  const first = await finishedProjects(made.manager, made.studioId);
  const second = await finishedProjects(made.manager, made.studioId, first.next);
  expect([...first.projects, ...second.projects].map((p) => p.id)).toEqual(projectIds);
  expect(second.next).toBeUndefined();

  await finish(made.projectId, "in_progress");
  expect((await board(made.manager, made.studioId)).projects.map((p) => p.id)).toEqual([made.projectId]);
  const engineer = await makeMember(made.studioId, "engineer");
  expect((await board(engineer, made.studioId)).someAreFinished).toBe(false);
  expect((await finishedProjects(engineer, made.studioId)).projects).toEqual([]);
});

test("every page shows the newest revision of a stage, and when it was sent", async () => {
  const made = await makeProject();
  await makeRevision(made);
  const { revisionId } = await makeRevision(made);
  const { sentAt } = await db.revision.findUniqueOrThrow({ where: { id: revisionId } });
  const pages = [
    (await board(made.manager, made.studioId)).projects[0],
    await projectPage(made.manager, made.projectId),
    (await home(made.people.client)).projects[0],
  ];
  for (const page of pages) {
    const stages = page?.songs[0]?.stages.map((s) => [s.stage, s.latest]);
    expect(stages).toContainEqual(["mixing", { number: 2, sentAt }]);
    expect(stages).toContainEqual(["mastering", null]);
  }
});

test("mastering alone waits for its mix until one was brought, then for the hand-off alone", async () => {
  const made = await makeProject({ stages: ["mastering"] });
  const waits = async () => {
    const [project] = (await home(made.people.client)).projects;
    return project?.waitingForMe.map(({ turn }) => (turn.act === "supplyMix" ? turn.step : turn.act));
  };
  expect(await waits()).toEqual(["bring"]);
  const { id: fileId } = await makeFile(made, { kind: "premaster", by: made.people.client });
  expect(await waits()).toEqual(["place"]);
  const { revisionId } = await supplyMix(made.people.client, { songId: made.song.id, fileId });
  expect(await waits()).toEqual(["approve"]);
  await recordApprovedElsewhere(made.people.client, { revisionId, approvedBy: "The band" });
  expect(await waits()).toEqual(["handOffMix"]);
});

test("the board says that a blocking request holds mastering, until whoever sent it closes it", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  const waits = async () => {
    const { songs } = await projectPage(made.manager, made.projectId);
    const stages = songs[0]?.stages.filter((s) => s.stage === "mixing" || s.stage === "mastering");
    return stages?.map(({ turn }) => [turn?.act, turn?.hold?.by]);
  };
  const decided = [
    ["decide", undefined],
    ["handOffMix", "stageBefore"],
  ];
  expect(await waits()).toEqual(decided);
  const by = made.people.mastering_engineer;
  const request = { revisionId, nature: "defect", words: "A click", blocking: true } as const;
  const { noteId } = await sendRequest(by, request);
  expect(await waits()).toEqual([
    ["sendRevision", undefined],
    ["handOffMix", "request"],
  ]);
  await resolveNote(by, { noteId });
  expect(await waits()).toEqual(decided);
});
