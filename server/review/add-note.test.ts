import { expect, test } from "vitest";
import { db } from "../db.ts";
import { sendRequest } from "../requests/send-request.ts";
import { makeProject, makeRevision } from "../testing/factories.ts";
import { addNote } from "./add-note.ts";
import { replyToNote } from "./reply-to-note.ts";
import { resolveNote } from "./resolve-note.ts";

test("a note sent twice, because the first answer got lost, is one note", async () => {
  const made = await makeProject();
  const { client, artist } = made.people;
  const { revisionId } = await makeRevision(made);
  const note = { revisionId, kind: "request", words: "More voice", startSample: 4800 } as const;
  const sent = await Promise.all([addNote(client, note), addNote(client, note), addNote(client, note)]);
  expect(new Set(sent.map((s) => s.noteId)).size).toBe(1);
  const [first] = sent;
  const others = [
    await addNote(artist, note),
    await addNote(client, { ...note, startSample: 9600 }),
    await addNote(client, { ...note, kind: "praise" }),
  ];
  await resolveNote(client, { noteId: first.noteId });
  others.push(await addNote(client, note));
  expect(new Set([first, ...others].map((s) => s.noteId)).size).toBe(5);
  expect(await db.event.count({ where: { streamId: made.projectId, kind: "note.added" } })).toBe(5);
});

test("a reply sent twice is one reply; said again after another's, it is a new one", async () => {
  const made = await makeProject();
  const { client, mixing_engineer } = made.people;
  const { revisionId } = await makeRevision(made);
  const { noteId } = await addNote(client, { revisionId, kind: "request", words: "More voice" });
  const yes = () => replyToNote(client, { noteId, words: "Yes" });
  const [first, again] = await Promise.all([yes(), yes()]);
  expect(again).toEqual(first);
  await replyToNote(mixing_engineer, { noteId, words: "Two decibels?" });
  expect(await yes()).not.toEqual(first);
  expect(await db.reply.count({ where: { noteId } })).toBe(3);
});

test("a mix-revision request sent twice is one request", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  const click = {
    revisionId,
    nature: "defect",
    words: "A click",
    startSample: 4800,
    blocking: true,
  } as const;
  const send = () => sendRequest(made.people.mastering_engineer, click);
  const [first, again] = await Promise.all([send(), send()]);
  expect(again).toEqual(first);
  expect(await db.mixRevisionRequest.count({ where: { note: { revisionId } } })).toBe(1);
});
