import { describe, expect, test } from "vitest";
import type { EventKind, Subjects } from "./event-kinds.ts";
import { eventSentence } from "./event-sentence.ts";
import type { Names } from "./event-words.ts";

const names: Names = {
  people: { ana: "Ana", mika: "Mika", lea: "Léa" },
  songs: { s1: "Final Step" },
  revisions: {
    r2: { stage: "mixing", number: 2, songId: "s1", supplied: false },
    r3: { stage: "mixing", number: 3, songId: "s1", supplied: true },
    m1: { stage: "mastering", number: 1, songId: "s1", supplied: false },
  },
  files: { f1: { name: "16 Kick.wav", byId: "ana" } },
  uploads: { u1: { name: "16 Kick.m3u8", byId: "ana" } },
  participants: { p1: { userId: "lea", part: "client" } },
  invitations: {
    i1: { name: "Jon", part: "mastering_engineer" },
    i2: { name: null, part: null },
  },
  notes: { n1: { revisionId: "r2" } },
  signOffs: {
    so1: { revisionId: "r2", elsewhereBy: null },
    so2: { revisionId: "r3", elsewhereBy: "Jon of Blue Label" },
  },
  handOffs: {
    h1: { toStage: "mixing", kind: "stems" },
    h2: { toStage: "mastering", kind: "premaster" },
  },
};

const say = (kind: string, subject: unknown, actor = "person:mika") =>
  eventSentence({ actor, kind, subject }, names);

/** One of every kind: a new kind without an example here does not compile. */
const examples: { [K in EventKind]: { subject: Subjects[K]; sentence: string } } = {
  "studio.created": { subject: { studioId: "x" }, sentence: "Mika opened the studio." },
  "member.joined": {
    subject: { userId: "ana", role: "engineer" },
    sentence: "Mika took Ana into the studio as engineer.",
  },
  "member.left": {
    subject: { userId: "ana", role: "manager" },
    sentence: "Mika took Ana, manager, out of the studio.",
  },
  "invitation.sent": { subject: { invitationId: "i1" }, sentence: "Mika invited Jon as mastering engineer." },
  "invitation.accepted": {
    subject: { invitationId: "i1", userId: "mika" },
    sentence: "Mika accepted the invitation to be mastering engineer.",
  },
  "invitation.revoked": {
    subject: { invitationId: "i1" },
    sentence: "Mika took back the invitation of Jon as mastering engineer.",
  },
  "project.created": { subject: { projectId: "x" }, sentence: "Mika made the project." },
  "project.changed": {
    subject: { projectId: "x", fields: ["title", "dueOn", "brief"] },
    sentence: "Mika changed the title, a due date and the brief.",
  },
  "song.added": { subject: { songId: "s1" }, sentence: "Mika added the song Final Step." },
  "song.renamed": { subject: { songId: "s1" }, sentence: "Mika renamed a song to Final Step." },
  "participant.added": {
    subject: { participantId: "p1", userId: "lea", part: "client" },
    sentence: "Mika added Léa as client.",
  },
  "participant.changed": {
    subject: { participantId: "p1", powers: ["comment", "sign_off_sound"] },
    sentence: "Mika set the powers of Léa as client to leave notes and sign off the sound.",
  },
  "participant.removed": {
    subject: { participantId: "p1", userId: "lea", part: "client" },
    sentence: "Mika took Léa, client, out of the project.",
  },
  "reference.added": { subject: { referenceId: "x" }, sentence: "Mika added a reference." },
  "reference.removed": { subject: { referenceId: "x" }, sentence: "Mika took a reference away." },
  "work.moved": {
    subject: {
      workItemId: "w",
      songId: "s1",
      stage: "mixing",
      from: "waiting",
      to: "in_progress",
      why: "hand-off h1",
    },
    sentence: "Mika started mixing of Final Step: the hand-off was accepted.",
  },
  "upload.started": {
    subject: { uploadId: "u1", songId: "s1", fileKind: "stem" },
    sentence: "Mika began to upload 16 Kick.m3u8 to Final Step.",
  },
  "upload.given_up": {
    subject: { uploadId: "u1", songId: "s1", fileKind: "stem" },
    sentence: "Mika gave up uploading 16 Kick.m3u8 to Final Step.",
  },
  "file.kept": {
    subject: { fileId: "f1", songId: "s1", fileKind: "stem", sha256: "00" },
    sentence: "Mika took in 16 Kick.wav, which Ana brought to Final Step.",
  },
  "file.refused": {
    subject: { uploadId: "u1", songId: "s1", fileKind: "stem", code: "playlist" },
    sentence: "Mika refused 16 Kick.m3u8, which Ana brought to Final Step.",
  },
  "file.set_aside": {
    subject: { fileId: "f1", songId: "s1", fileKind: "stem" },
    sentence: "Mika set 16 Kick.wav of Final Step aside.",
  },
  "file.kind_changed": {
    subject: { fileId: "f1", songId: "s1", from: "stem", to: "rough_mix" },
    sentence: "Mika changed 16 Kick.wav of Final Step from a stem to a rough mix.",
  },
  "file.restored": {
    subject: { fileId: "f1", songId: "s1", fileKind: "stem" },
    sentence: "Mika brought 16 Kick.wav back to Final Step.",
  },
  "render.ready": {
    subject: { sourceSha256: "00", render: "listening_copy", files: [] },
    sentence: "Mika made a listening copy from a file.",
  },
  "render.failed": {
    subject: { sourceSha256: "00", render: "peaks", files: [] },
    sentence: "Mika could not make a waveform from a file.",
  },
  "revision.sent": {
    subject: { revisionId: "r2", songId: "s1", stage: "mixing", number: 2, sha256: "00" },
    sentence: "Mika sent Mix 2 of Final Step for review.",
  },
  "offset.changed": {
    subject: { revisionId: "r2", offsetSamples: 480 },
    sentence: "Mika set the offset of Mix 2 of Final Step.",
  },
  "note.added": {
    subject: { noteId: "n1", revisionId: "r2", note: "request" },
    sentence: "Mika asked for a change on Mix 2 of Final Step.",
  },
  "note.replied": {
    subject: { noteId: "n1", replyId: "x" },
    sentence: "Mika replied to a note on Mix 2 of Final Step.",
  },
  "note.resolved": { subject: { noteId: "n1" }, sentence: "Mika resolved a note on Mix 2 of Final Step." },
  "note.reopened": {
    subject: { noteId: "n1" },
    sentence: "Mika opened a note on Mix 2 of Final Step again.",
  },
  "request.sent": {
    subject: { noteId: "n1", revisionId: "r2", blocking: true },
    sentence: "Mika sent a blocking mix-revision request on Mix 2 of Final Step.",
  },
  "answer.sent_back": {
    subject: { noteId: "n1", answerId: "x" },
    sentence: "Mika sent back the answer to a note on Mix 2 of Final Step.",
  },
  "round.sent": {
    subject: { roundId: "x", revisionId: "r2", notes: 3 },
    sentence: "Mika sent a round of 3 notes on Mix 2 of Final Step.",
  },
  "signoff.given": {
    subject: { signOffId: "so1", revisionId: "r2", sha256: "00", pcmSha256: "00" },
    sentence: "Mika signed off Mix 2 of Final Step.",
  },
  "signoff.withdrawn": {
    subject: { signOffId: "so1" },
    sentence: "Mika withdrew the sign-off of Mix 2 of Final Step.",
  },
  "signoff.superseded": {
    subject: { signOffId: "so1", why: "request n1" },
    sentence: "Mika superseded the sign-off of Mix 2 of Final Step: a mix-revision request.",
  },
  "handoff.offered": {
    subject: { handOffId: "h1", songId: "s1", files: 23 },
    sentence: "Mika handed off the stems of Final Step to mixing, 23 files.",
  },
  "handoff.accepted": {
    subject: { handOffId: "h2", songId: "s1" },
    sentence: "Mika accepted the premaster of Final Step.",
  },
  "handoff.returned": {
    subject: { handOffId: "h1", songId: "s1" },
    sentence: "Mika returned the stems of Final Step.",
  },
  "history.digested": {
    subject: { decisions: 12 },
    sentence: "Mika put 12 decisions from before on record, each by its digest.",
  },
  "history.unsealed": {
    subject: { number: 7, seal: "of another secret" },
    sentence: "Mika found this history sealed with another secret up to line 7.",
  },
  "history.sealed": {
    subject: { number: 7 },
    sentence: "Mika vouched for this history up to line 7 and sealed it anew.",
  },
  "master.delivered": {
    subject: { revisionId: "m1", songId: "s1", userId: "mika" },
    sentence: "Mika downloaded Master 1 of Final Step as delivered.",
  },
};

describe("every kind of event reads as a sentence", () => {
  test.each(Object.entries(examples))("%s", (kind, { subject, sentence }) => {
    expect(say(kind, subject)).toBe(sentence);
  });
});

test("delivery that is done is not approved, but taken", () => {
  const subject = { workItemId: "w", songId: "s1", stage: "delivery", from: "in_progress", to: "approved" };
  expect(say("work.moved", { ...subject, why: "taken r1" })).toBe("Mika took delivery of Final Step.");
});

describe("a move of work says what it came from", () => {
  const moved = (from: string, to: string, why: string) =>
    say("work.moved", { workItemId: "w", songId: "s1", stage: "mixing", from, to, why });

  test.each([
    ["waiting", "in_progress", "started", "Mika started mixing of Final Step."],
    ["in_progress", "in_review", "revision sent", "Mika put mixing of Final Step in review."],
    ["in_review", "in_progress", "round 2", "Mika took mixing of Final Step back to work: a round of notes."],
    ["in_review", "in_progress", "taken back", "Mika took mixing of Final Step back to work."],
    ["in_review", "approved", "sign-off so1", "Mika approved mixing of Final Step: it was signed off."],
    [
      "approved",
      "in_review",
      "withdrawn so1",
      "Mika brought mixing of Final Step back to review: the sign-off was withdrawn.",
    ],
    ["approved", "in_progress", "request n1", "Mika reopened mixing of Final Step: a mix-revision request."],
    [
      "in_progress",
      "waiting",
      "reopened",
      "Mika set mixing of Final Step back to waiting: the studio reopened it.",
    ],
    ["in_progress", "on_hold", "held", "Mika put mixing of Final Step on hold."],
    ["on_hold", "in_progress", "resumed", "Mika resumed mixing of Final Step."],
    ["in_review", "cancelled", "cancelled", "Mika cancelled mixing of Final Step."],
  ])("from %s to %s, %s", (from, to, why, sentence) => {
    expect(moved(from, to, why)).toBe(sentence);
  });
});

describe("what people do to themselves is not done to somebody else", () => {
  test.each<[string, object, string]>([
    ["participant.added", { participantId: "p1", userId: "lea", part: "client" }, "Léa joined as client."],
    [
      "participant.removed",
      { participantId: "p1", userId: "lea", part: "client" },
      "Léa left the project as client.",
    ],
    [
      "participant.changed",
      { participantId: "p1", powers: ["pay"] },
      "Léa set their own powers as client to pay.",
    ],
    ["member.joined", { userId: "lea", role: "manager" }, "Léa joined the studio as manager."],
    ["member.left", { userId: "lea", role: "manager" }, "Léa left the studio as manager."],
  ])("%s", (kind, subject, sentence) => {
    expect(say(kind, subject, "person:lea")).toBe(sentence);
  });
});

test("a mix made elsewhere is supplied, and its approval is told as whose it is", () => {
  const sent = { revisionId: "r3", songId: "s1", stage: "mixing", number: 3, sha256: "00" };
  expect(say("revision.sent", sent)).toBe("Mika supplied Mix 3 of Final Step.");
  const given = { signOffId: "so2", revisionId: "r3", sha256: "00", pcmSha256: "00" };
  expect(say("signoff.given", given)).toBe(
    "Mika put on record that Jon of Blue Label approved Mix 3 of Final Step elsewhere.",
  );
});

test("a job is the portal, and whoever was erased is somebody", () => {
  expect(say("file.kept", examples["file.kept"].subject, "job:files.admit")).toBe(
    "The portal took in 16 Kick.wav, which Ana brought to Final Step.",
  );
  expect(say("project.created", { projectId: "x" }, "person:gone")).toBe("Somebody made the project.");
});

test("what is gone or may not be seen is left general", () => {
  expect(say("file.kept", { fileId: "gone", songId: "gone", sha256: "00" })).toBe(
    "Mika took in a file of a song.",
  );
  expect(say("note.resolved", { noteId: "gone" })).toBe("Mika resolved a note on a revision.");
  expect(say("participant.changed", { participantId: "gone", powers: [] })).toBe(
    "Mika took all powers from somebody who has left since.",
  );
  expect(say("invitation.sent", { invitationId: "i2" })).toBe("Mika invited somebody.");
});
