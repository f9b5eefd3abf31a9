import { beforeEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { lockSong } from "../projects/lock-song.ts";
import { addNote } from "../review/add-note.ts";
import { replyToNote } from "../review/reply-to-note.ts";
import { resolveNote } from "../review/resolve-note.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import { type MadeProject, makeProject, makeRevision } from "../testing/factories.ts";
import { removeParticipant } from "./remove-participant.ts";
import { reopenNote } from "./reopen-note.ts";
import { sendBackAnswer } from "./send-back-answer.ts";
import { sendRequest } from "./send-request.ts";

let made: MadeProject;
let noteId: string;
let revisionId: string;
beforeEach(async () => {
  made = await makeProject();
  ({ revisionId } = await makeRevision(made));
  const note = { revisionId, kind: "request", words: "Louder" } as const;
  ({ noteId } = await addNote(made.people.client, note));
});

const events = (kind: string) => db.event.count({ where: { streamId: made.projectId, kind } });
const statuses = (results: PromiseSettledResult<unknown>[]) => results.map((r) => r.status).toSorted();

test("who asked opens a closed note again, once, also when pressed twice at once", async () => {
  const { client } = made.people;
  await expect(reopenNote(client, { noteId })).rejects.toThrow("open already");
  await resolveNote(client, { noteId });
  await expect(reopenNote(made.people.artist, { noteId })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect(await events("note.reopened")).toBe(0);
  const twice = [reopenNote(client, { noteId }), reopenNote(client, { noteId })];
  expect(statuses(await Promise.allSettled(twice))).toEqual(["fulfilled", "rejected"]);
  expect([
    await db.resolution.count({ where: { noteId, reopening: null } }),
    await events("note.reopened"),
  ]).toEqual([0, 1]);
});

test("a request is not opened again under a signed-off master", async () => {
  const { mastering_engineer, client } = made.people;
  const asked = { revisionId, nature: "taste", words: "Less bass", blocking: false } as const;
  const request = await sendRequest(mastering_engineer, asked);
  await resolveNote(mastering_engineer, request);
  const master = await makeRevision(made, "mastering");
  const signing = { sha256: master.file.sha256, newestSeenId: master.revisionId };
  await giveSignOff(client, { revisionId: master.revisionId, ...signing });
  await expect(reopenNote(mastering_engineer, request)).rejects.toThrow("master is signed off");
  expect(await db.resolution.count({ where: { ...request, reopening: null } })).toBe(1);
});

const click = { nature: "defect", words: "A click at the end", blocking: true } as const;

test("who masters no longer does not hold the song again by a request that was closed", async () => {
  const { studioId, projectId, manager, people } = made;
  const { userId } = people.mastering_engineer;
  const request = await sendRequest(people.mastering_engineer, { ...click, revisionId });
  await resolveNote(people.mastering_engineer, request);
  const mastering = await db.participant.findFirstOrThrow({ where: { projectId, userId } });
  await db.participant.create({ data: { studioId, projectId, userId, part: "mixing_engineer" } });
  await removeParticipant(manager, { participantId: mastering.id });
  const again = reopenNote(people.mastering_engineer, request);
  await expect(again).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect([
    await db.resolution.count({ where: { ...request, reopening: null } }),
    await events("note.reopened"),
  ]).toEqual([1, 0]);
});

/** Resolves once so many wait for a lock in Postgres. */
const waiting = (count: number) =>
  expect
    .poll(
      async () =>
        (
          await db.$queryRaw<unknown[]>`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        ).length,
    )
    .toBe(count);

test("of opening a blocking request again and being taken out at once, the first one happens", async () => {
  const { song, projectId, manager, people } = made;
  const { userId } = people.mastering_engineer;
  const request = await sendRequest(people.mastering_engineer, { ...click, revisionId });
  const { id: participantId } = await db.participant.findFirstOrThrow({ where: { projectId, userId } });
  const reopen = () => reopenNote(people.mastering_engineer, request);
  const remove = () => removeParticipant(manager, { participantId });
  for (const [first, second] of [
    [reopen, remove],
    [remove, reopen],
  ] as const) {
    await resolveNote(people.mastering_engineer, request);
    const tries: Promise<unknown>[] = [];
    // Both have looked before either may write.
    await db.$transaction(async (tx) => {
      await lockSong(tx, song.id);
      tries.push(first());
      await waiting(1);
      tries.push(second());
      await waiting(2);
    });
    expect((await Promise.allSettled(tries)).map((r) => r.status)).toEqual(["fulfilled", "rejected"]);
    const open = 1 - (await db.resolution.count({ where: { ...request, reopening: null } }));
    expect([open, await db.participant.count({ where: { id: participantId } })]).toEqual(
      first === reopen ? [1, 1] : [0, 0],
    );
  }
});

test("an answer is sent back once, also when pressed twice at once or closed meanwhile", async () => {
  const { client, mixing_engineer } = made.people;
  const answer = () =>
    db.noteAnswer.create({
      data: {
        ...{ studioId: made.studioId, noteId, revisionId, outcome: "answered", words: "Up" },
        byId: mixing_engineer.userId,
      },
    });
  const sendBack = (answerId: string) => sendBackAnswer(client, { answerId, words: "Still too soft" });
  const { id } = await answer();
  expect(statuses(await Promise.allSettled([sendBack(id), sendBack(id)]))).toEqual(["fulfilled", "rejected"]);
  expect(await events("answer.sent_back")).toBe(1);
  await resolveNote(client, { noteId });
  await expect(sendBack(id)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await events("answer.sent_back")).toBe(1);
});

test("who is not in the project replies to nothing", async () => {
  const stranger = await makeProject();
  for (const who of [stranger.owner, stranger.people.client])
    await expect(replyToNote(who, { noteId, words: "Me too" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.reply.count({ where: { noteId } })).toBe(0);
});
