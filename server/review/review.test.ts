import { beforeEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { acceptHandOff } from "../handoffs/accept-hand-off.ts";
import { offerPremaster } from "../handoffs/offer-premaster.ts";
import { songReview } from "../overview/song-review.ts";
import { reopenNote } from "../requests/reopen-note.ts";
import { sendBackAnswer } from "../requests/send-back-answer.ts";
import { sendRequest } from "../requests/send-request.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import {
  type MadeProject,
  makeFile,
  makePerson,
  makeProject,
  makeRevision,
  putInState,
  stateOf,
  workItemOf,
} from "../testing/factories.ts";
import { addNote } from "./add-note.ts";
import { resolveNote } from "./resolve-note.ts";
import { sendRevision } from "./send-revision.ts";
import { sendRound } from "./send-round.ts";

let made: MadeProject;
beforeEach(async () => {
  made = await makeProject();
});

const newestSeen = (r: { revisionId: string; file: { sha256: string } }) => ({
  revisionId: r.revisionId,
  sha256: r.file.sha256,
  newestSeenId: r.revisionId,
});
const stateOfNote = async (noteId: string) =>
  (await songReview(made.people.client, made.song.id)).notes.find((n) => n.id === noteId)?.state;

test("a print becomes Mix 1 and is in review", async () => {
  const { number } = await makeRevision(made);
  expect(number).toBe(1);
  expect(await stateOf(made.song.id, "mixing")).toBe("in_review");
});

test("one print sent twice at once is one revision", async () => {
  await putInState(made.song.id, "mixing", "in_progress");
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  const { id: fileId } = await makeFile(made, { kind: "mix_print" });
  const send = () => sendRevision(made.people.mixing_engineer, { workItemId, fileId, changeNote: "Louder" });
  const results = await Promise.allSettled([send(), send()]);
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(await db.revision.count({ where: { songId: made.song.id } })).toBe(1);
});

test("two prints sent at once are Mix 1 and Mix 2", async () => {
  await putInState(made.song.id, "mixing", "in_progress");
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  const files = await Promise.all([
    makeFile(made, { kind: "mix_print" }),
    makeFile(made, { kind: "mix_print" }),
  ]);
  const sent = await Promise.all(
    files.map(({ id: fileId }) =>
      sendRevision(made.people.mixing_engineer, { workItemId, fileId, changeNote: "Louder" }),
    ),
  );
  expect(sent.map((s) => s.number).toSorted()).toEqual([1, 2]);
});

test("a mix is not sent before the hand-off into mixing was accepted", async () => {
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  const { id: fileId } = await makeFile(made, { kind: "mix_print" });
  await expect(
    sendRevision(made.people.mixing_engineer, { workItemId, fileId, changeNote: "First" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await db.revision.count({ where: { songId: made.song.id } })).toBe(0);
});

test("another song's print, or one that is still measured, is not sent", async () => {
  await putInState(made.song.id, "mixing", "in_progress");
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  const foreign = await makeFile(await makeProject(), { kind: "mix_print" });
  const unmeasured = await makeFile(made, { kind: "mix_print", report: null });
  const send = (fileId: string) =>
    sendRevision(made.people.mixing_engineer, { workItemId, fileId, changeNote: "First" });
  await expect(send(foreign.id)).rejects.toMatchObject({ code: "INVALID" });
  await expect(send(unmeasured.id)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a note lies inside its revision", async () => {
  const { revisionId } = await makeRevision(made);
  const add = (startSample: number | null, endSample: number | null) =>
    addNote(made.people.client, { revisionId, kind: "request", words: "Here", startSample, endSample });
  await add(48_000 * 60 - 1, null);
  await add(0, 48_000 * 60);
  await add(null, null);
  await expect(add(48_000 * 60, null)).rejects.toMatchObject({ code: "INVALID" });
  await expect(add(0, 48_000 * 60 + 1)).rejects.toMatchObject({ code: "INVALID" });
  await expect(add(10, 10)).rejects.toThrow();
});

test("somebody outside does not find the song, its revision or its notes", async () => {
  const { revisionId } = await makeRevision(made);
  const stranger = await makePerson();
  const other = await makeProject();
  for (const actor of [stranger, other.owner, other.people.client]) {
    await expect(songReview(actor, made.song.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(addNote(actor, { revisionId, kind: "request", words: "Mine" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
});

test("why a set came back is told to who may see the set", async () => {
  const { studioId, song, people } = made;
  const offered = { fromStage: "recording", toStage: "mixing", kind: "stems", number: 1 } as const;
  const { id: handOffId } = await db.handOff.create({
    data: { ...offered, studioId, songId: song.id, offeredById: people.recording_engineer.userId },
  });
  const reasons = "Vocal 3.wav is cut off";
  await db.handOffSettlement.create({
    data: { handOffId, studioId, outcome: "returned", reasons, byId: people.mixing_engineer.userId },
  });
  const reasonsFor = async (who: "client" | "mixing_engineer") =>
    (await songReview(made.people[who], made.song.id)).handOffs.map((h) => h.reasons);
  expect(await reasonsFor("client")).toEqual([null]);
  expect(await reasonsFor("mixing_engineer")).toEqual(["Vocal 3.wav is cut off"]);
});

test("a sent round gives the work back to the engineer, once", async () => {
  const { revisionId } = await makeRevision(made);
  await addNote(made.people.client, {
    revisionId,
    kind: "request",
    words: "Louder vocals",
    startSample: 480,
  });
  await expect(sendRound(made.people.mixing_engineer, { revisionId })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  const twice = await Promise.allSettled([
    sendRound(made.people.client, { revisionId }),
    sendRound(made.people.artist, { revisionId }),
  ]);
  expect(twice.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(await stateOf(made.song.id, "mixing")).toBe("in_progress");
});

test("a round without a note is refused", async () => {
  const { revisionId } = await makeRevision(made);
  await expect(sendRound(made.people.client, { revisionId })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await stateOf(made.song.id, "mixing")).toBe("in_review");
});

test("the next revision answers notes; who asked closes one and sends the other back", async () => {
  const first = await makeRevision(made);
  const ask = (words: string) =>
    addNote(made.people.client, { revisionId: first.revisionId, kind: "request", words });
  const [vocals, drums, bass] = [await ask("Vocals"), await ask("Drums"), await ask("Bass")];
  await sendRound(made.people.client, { revisionId: first.revisionId });
  const file = await makeFile(made, { kind: "mix_print" });
  await sendRevision(made.people.mixing_engineer, {
    workItemId: (await workItemOf(made.song.id, "mixing")).id,
    fileId: file.id,
    changeNote: "As asked",
    answers: [
      { noteId: vocals.noteId, outcome: "answered", words: "1 dB up" },
      { noteId: drums.noteId, outcome: "declined", words: "They would drown the bass" },
    ],
  });
  expect(await stateOfNote(vocals.noteId)).toBe("answered");
  expect(await stateOfNote(drums.noteId)).toBe("declined");
  expect(await stateOfNote(bass.noteId)).toBe("open");

  await expect(resolveNote(made.people.mixing_engineer, vocals)).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  const twice = await Promise.allSettled([
    resolveNote(made.people.client, vocals),
    resolveNote(made.people.client, vocals),
  ]);
  expect(twice.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(await stateOfNote(vocals.noteId)).toBe("resolved");

  const answer = await db.noteAnswer.findFirstOrThrow({ where: { noteId: drums.noteId } });
  await expect(
    sendBackAnswer(made.people.artist, { answerId: answer.id, words: "No" }),
  ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await sendBackAnswer(made.people.client, { answerId: answer.id, words: "Please try" });
  await expect(
    sendBackAnswer(made.people.client, { answerId: answer.id, words: "Again" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await stateOfNote(drums.noteId)).toBe("open");
});

test("a note is answered once by a revision", async () => {
  const first = await makeRevision(made);
  const note = { revisionId: first.revisionId, kind: "request", words: "Vocals" } as const;
  const { noteId } = await addNote(made.people.client, note);
  await sendRound(made.people.client, { revisionId: first.revisionId });
  const { id: fileId } = await makeFile(made, { kind: "mix_print" });
  const twice = [
    { noteId, outcome: "answered", words: "1 dB up" },
    { noteId, outcome: "declined", words: "No" },
  ] as const;
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  await expect(
    sendRevision(made.people.mixing_engineer, {
      workItemId,
      fileId,
      changeNote: "As asked",
      answers: [...twice],
    }),
  ).rejects.toThrow("Answer each note once.");
  expect(await db.revision.count({ where: { fileId } })).toBe(0);
});

test("only mastering sends mix-revision requests, and only on a mix", async () => {
  const mix = await makeRevision(made);
  const request = { nature: "defect", words: "A click", blocking: false } as const;
  await expect(
    sendRequest(made.people.client, { ...request, revisionId: mix.revisionId }),
  ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const master = await makeRevision(made, "mastering");
  await expect(
    sendRequest(made.people.mastering_engineer, { ...request, revisionId: master.revisionId }),
  ).rejects.toMatchObject({ code: "INVALID" });
  await sendRequest(made.people.mastering_engineer, { ...request, revisionId: mix.revisionId });
  expect(await stateOf(made.song.id, "mixing")).toBe("in_review");
});

test("a request that is sent twice is one; with another suggestion, or of another thing, it is another", async () => {
  const { revisionId } = await makeRevision(made);
  const send = (more: { suggestion?: string; concerns?: ["vocals"] }) =>
    sendRequest(made.people.mastering_engineer, {
      ...({ revisionId, nature: "taste", words: "Too loud", blocking: false } as const),
      ...more,
    });
  const [first] = await Promise.all([send({}), send({})]);
  expect(await send({})).toEqual(first);
  const others = [await send({ suggestion: "1 dB down" }), await send({ concerns: ["vocals"] })];
  expect(new Set([first, ...others].map((n) => n.noteId)).size).toBe(3);
  expect(await db.note.count({ where: { revisionId } })).toBe(3);
});

/** Mix 1 is signed off, handed off, and mastering is at work. */
async function inMastering() {
  const mix = await makeRevision(made);
  await giveSignOff(made.people.client, newestSeen(mix));
  const { handOffId } = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix.revisionId,
  });
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  return mix;
}

test("a blocking request recalls the mix, supersedes its sign-off and holds mastering and delivery", async () => {
  const mix = await inMastering();
  const master = await makeRevision(made, "mastering");
  const { noteId } = await sendRequest(made.people.mastering_engineer, {
    revisionId: mix.revisionId,
    nature: "defect",
    words: "A click at the end",
    blocking: true,
  });
  expect(await stateOf(made.song.id, "mixing")).toBe("in_progress");
  expect(await stateOf(made.song.id, "mastering")).toBe("waiting");
  expect(await db.signOffEnd.findFirst({ where: { signOff: { revisionId: mix.revisionId } } })).toMatchObject(
    { ending: "superseded" },
  );
  await expect(giveSignOff(made.people.client, newestSeen(master))).rejects.toMatchObject({
    code: "CONFLICT",
  });

  const print = await makeFile(made, { kind: "mix_print" });
  const mix2 = await sendRevision(made.people.mixing_engineer, {
    workItemId: (await workItemOf(made.song.id, "mixing")).id,
    fileId: print.id,
    changeNote: "Click gone",
    answers: [{ noteId, outcome: "answered", words: "Cut" }],
  });
  await giveSignOff(made.people.client, {
    revisionId: mix2.revisionId,
    sha256: print.sha256,
    newestSeenId: mix2.revisionId,
  });
  const offer = () =>
    offerPremaster(made.people.mixing_engineer, { songId: made.song.id, revisionId: mix2.revisionId });
  await expect(offer()).rejects.toMatchObject({ code: "CONFLICT" });
  await resolveNote(made.people.mastering_engineer, { noteId });
  const { handOffId } = await offer();
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  expect(await stateOf(made.song.id, "mastering")).toBe("in_progress");
});

test("a blocking request that is sent back, or opened again, recalls the mix again", async () => {
  const mix = await inMastering();
  const { noteId } = await sendRequest(made.people.mastering_engineer, {
    revisionId: mix.revisionId,
    nature: "defect",
    words: "A click at the end",
    blocking: true,
  });
  const answered = async () => {
    const file = await makeFile(made, { kind: "mix_print" });
    const sent = await sendRevision(made.people.mixing_engineer, {
      workItemId: (await workItemOf(made.song.id, "mixing")).id,
      fileId: file.id,
      changeNote: "Click gone",
      answers: [{ noteId, outcome: "answered", words: "Cut" }],
    });
    await giveSignOff(made.people.client, newestSeen({ ...sent, file }));
    return sent;
  };
  const { revisionId } = await answered();
  const { id: answerId } = await db.noteAnswer.findFirstOrThrow({ where: { revisionId } });
  await sendBackAnswer(made.people.mastering_engineer, { answerId, words: "It still clicks" });
  expect(await stateOf(made.song.id, "mixing")).toBe("in_progress");

  const mix3 = await answered();
  await resolveNote(made.people.mastering_engineer, { noteId });
  const { handOffId } = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix3.revisionId,
  });
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  await reopenNote(made.people.mastering_engineer, { noteId });
  expect(await stateOf(made.song.id, "mixing")).toBe("in_progress");
  expect(await stateOf(made.song.id, "mastering")).toBe("waiting");
});

test("a blocking request and the master's sign-off at once: never both", async () => {
  const mix = await inMastering();
  const master = await makeRevision(made, "mastering");
  const results = await Promise.allSettled([
    giveSignOff(made.people.client, newestSeen(master)),
    sendRequest(made.people.mastering_engineer, {
      revisionId: mix.revisionId,
      nature: "defect",
      words: "A click",
      blocking: true,
    }),
  ]);
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  const open = await db.note.count({
    where: {
      resolutions: { none: { reopening: null } },
      request: { blocking: true },
      revision: { songId: made.song.id },
    },
  });
  expect([await stateOf(made.song.id, "delivery"), open]).not.toEqual(["in_progress", 1]);
});
