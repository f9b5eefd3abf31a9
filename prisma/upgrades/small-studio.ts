/** Fills a real studio's empty database, from the printed link to a delivered master: one of everything that is decided. */
import type { Person } from "../../server/access/actor.ts";
import { buildEngine } from "../../server/audio/build.mjs";
import { closePool } from "../../server/audio/pool.ts";
import { db } from "../../server/db.ts";
import { deliverMaster } from "../../server/delivery/deliver-master.ts";
import type { MemberRole, Part } from "../../server/generated/prisma/client.ts";
import { acceptHandOff } from "../../server/handoffs/accept-hand-off.ts";
import { returnHandOff } from "../../server/handoffs/return-hand-off.ts";
import { acceptInvitation } from "../../server/people/accept-invitation.ts";
import { inviteMember } from "../../server/people/invite-member.ts";
import { invitePerson } from "../../server/people/invite-person.ts";
import { makeFirstOwner } from "../../server/people/make-first-owner.ts";
import { newFirstOwnerLink } from "../../server/people/new-first-owner-link.ts";
import { addReference } from "../../server/projects/add-reference.ts";
import { reopenNote } from "../../server/requests/reopen-note.ts";
import { sendBackAnswer } from "../../server/requests/send-back-answer.ts";
import { sendRequest } from "../../server/requests/send-request.ts";
import { withdrawSignOff } from "../../server/requests/withdraw-sign-off.ts";
import { addNote } from "../../server/review/add-note.ts";
import { replyToNote } from "../../server/review/reply-to-note.ts";
import { resolveNote } from "../../server/review/resolve-note.ts";
import { sendRound } from "../../server/review/send-round.ts";
import { createProject } from "../../server/work/create-project.ts";
import { holdWork } from "../../server/work/hold-work.ts";
import { startWork } from "../../server/work/start-work.ts";
import { bringFile } from "../demo/bring-file.ts";
import { dayIn, itIs } from "../demo/clock.ts";
import { bringSet, handOverMix, offerStems, sampleAt, send, signOff, workItemOf } from "../demo/steps.ts";
import type { Demo } from "../demo/studio.ts";
import { everybodysPassword as password } from "./data-set.ts";

const tokenIn = (link: string | null) => link?.split("/").at(-1) ?? "";

async function openStudio() {
  itIs(30, "09:00");
  const owner = { name: "Robin Aalto", email: "robin@foundry.example", password };
  const link = tokenIn(await newFirstOwnerLink());
  const { studioId, userId } = await makeFirstOwner({ token: link, studioName: "Foundry Sound", ...owner });
  return { studioId, owner: { kind: "person", userId } as Person };
}

async function join(owner: Person, studioId: string, email: string, name: string, role: MemberRole) {
  const { link } = await inviteMember(owner, { studioId, email, name, role });
  return {
    kind: "person",
    userId: (await acceptInvitation(null, { token: tokenIn(link), password })).userId,
  } as Person;
}

/** Somebody new, or somebody of the studio, who is signed in. */
async function takePart(
  by: Person,
  projectId: string,
  email: string,
  part: Part,
  who: Person | string,
): Promise<Person> {
  const isNew = typeof who === "string";
  const { link } = await invitePerson(by, { projectId, email, part, ...(isNew && { name: who }) });
  const accepted = await acceptInvitation(isNew ? null : who, {
    token: tokenIn(link),
    ...(isNew && { password }),
  });
  return { kind: "person", userId: accepted.userId };
}

async function gather(): Promise<Demo & { projectId: string; songIds: string[] }> {
  const { studioId, owner } = await openStudio();
  const manager = await join(owner, studioId, "mika@foundry.example", "Mika Sand", "manager");
  const recording = await join(owner, studioId, "noor@foundry.example", "Noor Vidal", "engineer");
  const mixing = await join(owner, studioId, "jon@foundry.example", "Jon Reyes", "engineer");
  await inviteMember(owner, { studioId, email: "late@foundry.example", role: "engineer" });
  itIs(29, "10:00");
  const { projectId } = await createProject(manager, {
    studioId,
    title: "Slow Train",
    artistName: "Sami Oren",
    kind: "ep",
    stages: ["recording", "mixing", "mastering", "delivery"],
    songs: ["Slow Train", "Last Stop"],
    sampleRateHz: 48_000,
    bitDepth: 24,
    fileNamePattern: "{artist} - {song} ({revision})",
    brief: "Two songs for a night journey. The second waits for its words.",
    dueOn: dayIn(10),
  });
  await takePart(manager, projectId, "noor@foundry.example", "recording_engineer", recording);
  await takePart(manager, projectId, "jon@foundry.example", "mixing_engineer", mixing);
  const mastering = await takePart(
    manager,
    projectId,
    "ada@brandt.example",
    "mastering_engineer",
    "Ada Brandt",
  );
  const client = await takePart(manager, projectId, "maya@lind.example", "client", "Maya Lind");
  const artist = await takePart(manager, projectId, "sami@oren.example", "artist", "Sami Oren");
  await invitePerson(manager, { projectId, email: "nobody.yet@label.example", part: "producer" });
  await addReference(artist, { projectId, title: "The rough mix", why: "Its pace." });
  const songs = await db.song.findMany({ where: { projectId }, orderBy: { position: "asc" } });
  const people = { owner, manager, recording, mixing, mastering, client, artist };
  return { studioId, projectId, songIds: songs.map(({ id }) => id), ...people };
}

async function record(studio: Demo, songId: string) {
  itIs(27, "15:00");
  await bringSet(studio, songId);
  const first = await offerStems(studio, songId, "All from bar 1.");
  await returnHandOff(studio.mixing, { handOffId: first.handOffId, reasons: "The second clap is missing." });
  itIs(26, "11:00");
  // The same content twice, which is then said to be meant.
  await bringFile(studio.recording, songId, "stem", "stems/23 Hat_c.ds.flac", "24 Clap, doubled.flac");
  const second = await offerStems(studio, songId, "The clap is the hat, doubled on purpose.");
  await acceptHandOff(studio.mixing, second);
}

async function mix(studio: Demo, songId: string) {
  itIs(22, "18:00");
  const mixed = { stage: "mixing", songId } as const;
  const mix1 = await send(studio, {
    ...{ ...mixed, file: "mix 1.flac", name: "Slow Train mix 1.flac" },
    changeNote: "First mix.",
  });
  itIs(21, "08:00");
  const { revisionId } = mix1;
  const ask = (words: string, startSample: number | null) =>
    addNote(studio.client, { revisionId, kind: "request", words, startSample });
  const lead = await ask("A little more lead here.", sampleAt(2.2));
  const room = await ask("Could the claps be drier?", null);
  await addNote(studio.artist, {
    revisionId,
    kind: "praise",
    words: "This drop.",
    startSample: sampleAt(13.1),
  });
  await replyToNote(studio.mixing, { noteId: lead.noteId, words: "I will ride it." });
  await sendRound(studio.client, { revisionId });
  itIs(20, "20:00");
  const mix2 = await send(studio, {
    ...{ ...mixed, file: "mix 2.flac", name: "Slow Train mix 2.flac", offsetSamples: 36_000 },
    changeNote: "Lead up, and everything comes 0.75 s earlier.",
    answers: [
      { noteId: lead.noteId, outcome: "answered", words: "2 dB" },
      { noteId: room.noteId, outcome: "declined", words: "The room is on the recording." },
    ],
  });
  itIs(19, "09:00");
  await resolveNote(studio.client, lead);
  await resolveNote(studio.client, room);
  await reopenNote(studio.client, room);
  await resolveNote(studio.client, room);
  const { signOffId } = await signOff(studio, mix2);
  await withdrawSignOff(studio.client, { signOffId, reason: "Sami wants to hear it in the car first." });
  itIs(18, "09:00");
  await signOff(studio, mix2);
  await handOverMix(studio, songId, mix2.revisionId, "As signed off.");
  return mix2;
}

/** Mastering holds the song until what it asked of the mix is answered and closed. */
async function recall(studio: Demo, songId: string, revisionId: string) {
  itIs(16, "14:00");
  const click = await sendRequest(studio.mastering, {
    ...{
      revisionId,
      nature: "defect",
      blocking: true,
      startSample: sampleAt(6.86),
      endSample: sampleAt(7.1),
    },
    words: "There is a click on the left at the bar line.",
    concerns: ["edits", "drums"],
    suggestion: "A 5 ms crossfade on the clap edit",
  });
  const mixAgain = (file: string, name: string, words: string) =>
    send(studio, {
      ...{ stage: "mixing", songId, file, name, changeNote: words },
      answers: [{ noteId: click.noteId, outcome: "answered", words }],
    });
  itIs(15, "12:00");
  const mix3 = await mixAgain("mix 1.flac", "Slow Train mix 3.flac", "Crossfaded.");
  const answer = await db.noteAnswer.findFirstOrThrow({ where: { revisionId: mix3.revisionId } });
  itIs(14, "12:00");
  await sendBackAnswer(studio.mastering, {
    answerId: answer.id,
    words: "It is still there, a little later.",
  });
  const mix4 = await mixAgain("rough mix.flac", "Slow Train mix 4.flac", "Cut again from the take.");
  itIs(13, "12:00");
  await resolveNote(studio.mastering, click);
  await signOff(studio, mix4);
  await handOverMix(studio, songId, mix4.revisionId, "Without the click.");
}

async function master(studio: Demo, songId: string) {
  const mastered = { stage: "mastering", songId } as const;
  itIs(10, "17:00");
  const master1 = await send(studio, {
    ...{ ...mastered, file: "master 1.flac", name: "Slow Train master 1.flac" },
    changeNote: "First master.",
  });
  itIs(9, "08:00");
  const { revisionId } = master1;
  const end = await addNote(studio.client, {
    revisionId,
    kind: "request",
    words: "Can the end breathe out?",
  });
  await sendRound(studio.client, { revisionId });
  itIs(8, "17:00");
  const master2 = await send(studio, {
    ...{ ...mastered, file: "master 2.flac", name: "Slow Train master 2.flac" },
    changeNote: "A short fade at the end.",
    answers: [{ noteId: end.noteId, outcome: "answered", words: "It fades now." }],
  });
  itIs(7, "08:00");
  await resolveNote(studio.client, end);
  await signOff(studio, master2);
  const { fileId } = await db.revision.findUniqueOrThrow({ where: { id: master2.revisionId } });
  itIs(6, "08:00");
  await deliverMaster(studio.client, fileId);
}

async function holdSecond(studio: Demo, songId: string) {
  itIs(5, "10:00");
  const workItemId = await workItemOf(songId, "recording");
  await startWork(studio.recording, { workItemId });
  await holdWork(studio.manager, { workItemId, reason: "The words are not written yet." });
}

await buildEngine();
const studio = await gather();
const [first, second] = studio.songIds as [string, string];
await record(studio, first);
const mix2 = await mix(studio, first);
await recall(studio, first, mix2.revisionId);
await master(studio, first);
await holdSecond(studio, second);
await closePool();
await db.$disconnect();
