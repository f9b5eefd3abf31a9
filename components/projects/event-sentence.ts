import type { EventKind, Subjects } from "@/server/events.ts";
import type { History } from "@/server/history/queries.ts";
import { memberRoleNames, partNames, powerNames } from "@/server/people/words.ts";

export type Names = Omit<History, "events" | "next">;
export type Line = { actor: string; kind: string; subject: unknown };

/** One line of the history as a sentence: "Mika signed off Mix 2 of Final Step." */
export function eventSentence({ actor, kind, subject }: Line, names: Names): string {
  const say = sentences[kind as EventKind] as Sentence<EventKind> | undefined;
  const actorId = actor.startsWith("person:") ? actor.slice("person:".length) : undefined;
  const who = actorId ? (names.people[actorId] ?? "Somebody") : "The portal";
  return say ? `${who} ${say(subject as Subjects[EventKind], names, actorId)}.` : `${who}: ${kind}.`;
}

/** `actorId`: who did it, for what people do to themselves. */
type Sentence<K extends EventKind> = (
  subject: Subjects[K],
  names: Names,
  actorId: string | undefined,
) => string;

/** What follows the name of who did it. A new kind of event without its words here does not compile. */
const sentences: { [K in EventKind]: Sentence<K> } = {
  "studio.created": () => "opened the studio",
  "member.joined": ({ userId, role }, n, actorId) =>
    userId === actorId
      ? `joined the studio as ${roleWords(role)}`
      : `took ${person(userId, n)} into the studio as ${roleWords(role)}`,
  "member.left": ({ userId, role }, n, actorId) =>
    userId === actorId
      ? `left the studio as ${roleWords(role)}`
      : `took ${person(userId, n)}, ${roleWords(role)}, out of the studio`,
  "invitation.sent": ({ invitationId }, n) => `invited ${invited(invitationId, n)}`,
  "invitation.accepted": ({ invitationId }, n) => {
    const part = n.invitations[invitationId]?.part;
    return part ? `accepted the invitation to be ${partWords(part)}` : "accepted the invitation";
  },
  "invitation.revoked": ({ invitationId }, n) => `took back the invitation of ${invited(invitationId, n)}`,
  "project.created": () => "made the project",
  "project.changed": ({ fields }) => `changed ${listed(fields.map(fieldWords))}`,
  "song.added": ({ songId }, n) => `added the song ${song(songId, n)}`,
  "song.renamed": ({ songId }, n) => `renamed a song to ${song(songId, n)}`,
  "participant.added": ({ userId, part }, n, actorId) =>
    userId === actorId ? `joined as ${partWords(part)}` : `added ${person(userId, n)} as ${partWords(part)}`,
  "participant.changed": ({ participantId, powers }, n, actorId) => {
    const who = n.participants[participantId];
    const to = listed(powers.map(powerWords));
    if (who && who.userId === actorId)
      return powers.length === 0
        ? `gave up all powers as ${partWords(who.part)}`
        : `set their own powers as ${partWords(who.part)} to ${to}`;
    const whose = who ? `${person(who.userId, n)} as ${partWords(who.part)}` : "somebody who has left since";
    return powers.length === 0 ? `took all powers from ${whose}` : `set the powers of ${whose} to ${to}`;
  },
  "participant.removed": ({ userId, part }, n, actorId) =>
    userId === actorId
      ? `left the project as ${partWords(part)}`
      : `took ${person(userId, n)}, ${partWords(part)}, out of the project`,
  "reference.added": () => "added a reference",
  "reference.removed": () => "took a reference away",
  "work.moved": ({ songId, stage, from, to, why }, n) =>
    stage === "delivery" && to === "approved"
      ? `took delivery of ${song(songId, n)}`
      : `${moveWords(`${stage} of ${song(songId, n)}`, from, to)}${because(why)}`,
  "upload.started": ({ uploadId, songId }, n) =>
    `began to upload ${named(n.uploads[uploadId])} to ${song(songId, n)}`,
  "upload.given_up": ({ uploadId, songId }, n) =>
    `gave up uploading ${named(n.uploads[uploadId])} to ${song(songId, n)}`,
  "file.kept": ({ fileId, songId }, n) => `took in ${brought(n.files[fileId], songId, n)}`,
  "file.refused": ({ uploadId, songId }, n) => `refused ${brought(n.uploads[uploadId], songId, n)}`,
  "file.set_aside": ({ fileId, songId }, n) => `set ${named(n.files[fileId])} of ${song(songId, n)} aside`,
  "file.kind_changed": ({ fileId, songId, from, to }, n) =>
    `changed ${named(n.files[fileId])} of ${song(songId, n)} from ${kindWords(from)} to ${kindWords(to)}`,
  "file.restored": ({ fileId, songId }, n) => `brought ${named(n.files[fileId])} back to ${song(songId, n)}`,
  "render.ready": ({ render }) => `made ${renderWords(render)} from a file`,
  "render.failed": ({ render }) => `could not make ${renderWords(render)} from a file`,
  "revision.sent": ({ revisionId, songId, stage, number }, n) =>
    n.revisions[revisionId]?.supplied
      ? `supplied ${print(stage, number)} of ${song(songId, n)}`
      : `sent ${print(stage, number)} of ${song(songId, n)} for review`,
  "offset.changed": ({ revisionId }, n) => `set the offset of ${revision(revisionId, n)}`,
  "note.added": ({ revisionId, note }, n) => `${noteWords(note)} ${revision(revisionId, n)}`,
  "note.replied": ({ noteId }, n) => `replied to a note on ${noted(noteId, n)}`,
  "note.resolved": ({ noteId }, n) => `resolved a note on ${noted(noteId, n)}`,
  "note.reopened": ({ noteId }, n) => `opened a note on ${noted(noteId, n)} again`,
  "request.sent": ({ revisionId, blocking }, n) =>
    `sent a ${blocking ? "blocking " : ""}mix-revision request on ${revision(revisionId, n)}`,
  "answer.sent_back": ({ noteId }, n) => `sent back the answer to a note on ${noted(noteId, n)}`,
  "round.sent": ({ revisionId, notes }, n) =>
    `sent a round of ${notes} ${notes === 1 ? "note" : "notes"} on ${revision(revisionId, n)}`,
  "signoff.given": ({ signOffId, revisionId }, n) => {
    const elsewhereBy = n.signOffs[signOffId]?.elsewhereBy;
    return elsewhereBy
      ? `put on record that ${elsewhereBy} approved ${revision(revisionId, n)} elsewhere`
      : `signed off ${revision(revisionId, n)}`;
  },
  "signoff.withdrawn": ({ signOffId }, n) => `withdrew the sign-off of ${signed(signOffId, n)}`,
  "signoff.superseded": ({ signOffId, why }, n) =>
    `superseded the sign-off of ${signed(signOffId, n)}${because(why)}`,
  "handoff.offered": ({ handOffId, songId, files }, n) =>
    `handed off ${handedOff(handOffId, n)} of ${song(songId, n)}${toStage(handOffId, n)}, ${files} ${files === 1 ? "file" : "files"}`,
  "handoff.accepted": ({ handOffId, songId }, n) =>
    `accepted ${handedOff(handOffId, n)} of ${song(songId, n)}`,
  "handoff.returned": ({ handOffId, songId }, n) =>
    `returned ${handedOff(handOffId, n)} of ${song(songId, n)}`,
  "master.delivered": ({ revisionId }, n) => `downloaded ${revision(revisionId, n)} as delivered`,
};

const person = (userId: string, n: Names) => n.people[userId] ?? "somebody";
const song = (songId: string, n: Names) => n.songs[songId] ?? "a song";

type Named = { name: string; byId: string } | undefined;
const named = (file: Named) => file?.name ?? "a file";
const brought = (file: Named, songId: string, n: Names) =>
  file
    ? `${file.name}, which ${person(file.byId, n)} brought to ${song(songId, n)}`
    : `a file of ${song(songId, n)}`;

const kindWords = (kind: string) => `a ${kind.replaceAll("_", " ")}`;

const print = (stage: string, number: number) => `${stage === "mastering" ? "Master" : "Mix"} ${number}`;

function revision(revisionId: string | undefined, n: Names) {
  const found = revisionId ? n.revisions[revisionId] : undefined;
  return found ? `${print(found.stage, found.number)} of ${song(found.songId, n)}` : "a revision";
}

const noted = (noteId: string, n: Names) => revision(n.notes[noteId]?.revisionId, n);
const signed = (signOffId: string, n: Names) => revision(n.signOffs[signOffId]?.revisionId, n);

function invited(invitationId: string, n: Names) {
  const found = n.invitations[invitationId];
  if (!found) return "somebody";
  return found.part ? `${found.name ?? "somebody"} as ${partWords(found.part)}` : (found.name ?? "somebody");
}

function handedOff(handOffId: string, n: Names) {
  const kind = n.handOffs[handOffId]?.kind;
  if (!kind) return "the files";
  return kind === "premaster" ? "the premaster" : `the ${kind}`;
}

function toStage(handOffId: string, n: Names) {
  const stage = n.handOffs[handOffId]?.toStage;
  return stage ? ` to ${stage}` : "";
}

const within = <T extends Record<string, string>>(words: T, key: string) =>
  (words[key] ?? key.replaceAll("_", " ")).toLowerCase();
const partWords = (part: string) => within(partNames, part);
const roleWords = (role: string) => within(memberRoleNames, role);
const powerWords = (power: string) => within(powerNames, power);

const fields: Record<string, string> = {
  title: "the title",
  artistName: "the artist's name",
  brief: "the brief",
  dueOn: "a due date",
  sampleRateHz: "the sample rate",
  bitDepth: "the bit depth",
  fileNamePattern: "the file names",
};
const fieldWords = (field: string) => fields[field] ?? field;

const renders: Record<string, string> = { listening_copy: "a listening copy", peaks: "a waveform" };
const renderWords = (render: string) => renders[render] ?? `a ${render.replaceAll("_", " ")}`;

const notes: Record<string, string> = { praise: "praised something in", answer: "explained something in" };
const noteWords = (note: string) => notes[note] ?? "asked for a change on";

function moveWords(work: string, from: string, to: string) {
  if (to === "on_hold") return `put ${work} on hold`;
  if (to === "cancelled") return `cancelled ${work}`;
  if (from === "on_hold") return `resumed ${work}`;
  if (to === "waiting") return `set ${work} back to waiting`;
  if (to === "approved") return `approved ${work}`;
  if (to === "in_review")
    return from === "approved" ? `brought ${work} back to review` : `put ${work} in review`;
  if (from === "approved") return `reopened ${work}`;
  return from === "in_review" ? `took ${work} back to work` : `started ${work}`;
}

/** `why` is a code, sometimes with an id behind it; some of them say more than the move does. */
const reasons: Record<string, string> = {
  request: "a mix-revision request",
  round: "a round of notes",
  returned: "the hand-off was returned",
  withdrawn: "the sign-off was withdrawn",
  "sign-off": "it was signed off",
  "hand-off": "the hand-off was accepted",
  reopened: "the studio reopened it",
};

function because(why: string) {
  const reason = reasons[why.split(" ")[0] ?? ""];
  return reason ? `: ${reason}` : "";
}

function listed(words: readonly string[]) {
  const [last, ...rest] = [...words].reverse();
  if (!last) return "something";
  return rest.length === 0 ? last : `${rest.reverse().join(", ")} and ${last}`;
}
