import { beforeEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import { type MadeProject, makeProject, makeRevision } from "../testing/factories.ts";
import { addNote } from "./add-note.ts";
import { reopenNote } from "./reopen-note.ts";
import { replyToNote } from "./reply-to-note.ts";
import { resolveNote } from "./resolve-note.ts";
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
  expect([await db.resolution.count({ where: { noteId } }), await events("note.reopened")]).toEqual([0, 1]);
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
  expect(await db.resolution.count({ where: request })).toBe(1);
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
