import { createHash } from "node:crypto";
import { type Actor, actorKey } from "./access/actor.ts";
import type { Change } from "./changes.ts";
import type { Tx } from "./db.ts";
import { newId } from "./ids.ts";
import { enqueue } from "./queue.ts";
import { now } from "./time.ts";

/** Everything that can be on record, with the ids its subject names. Personal words stay in their own rows. */
export type Subjects = {
  "studio.created": { studioId: string };
  "member.joined": { userId: string; role: string };
  "member.left": { userId: string; role: string };
  "invitation.sent": { invitationId: string };
  "invitation.accepted": { invitationId: string; userId: string };
  "invitation.revoked": { invitationId: string };
  "project.created": { projectId: string };
  "project.changed": { projectId: string; fields: string[] };
  "song.added": { songId: string };
  "song.renamed": { songId: string };
  "participant.added": { participantId: string; userId: string; part: string };
  "participant.changed": { participantId: string; powers: string[] };
  "participant.removed": { participantId: string; userId: string; part: string };
  "reference.added": { referenceId: string };
  "reference.removed": { referenceId: string };
  "work.moved": { workItemId: string; songId: string; stage: string; from: string; to: string; why: string };
  "upload.started": { uploadId: string; songId: string };
  "upload.given_up": { uploadId: string; songId: string };
  "file.kept": { fileId: string; songId: string; sha256: string };
  "file.refused": { uploadId: string; songId: string; code: string };
  "file.set_aside": { fileId: string; songId: string };
  "file.kind_changed": { fileId: string; songId: string; from: string; to: string };
  "file.restored": { fileId: string; songId: string };
  "render.ready": { sourceSha256: string; render: string };
  "render.failed": { sourceSha256: string; render: string };
  "revision.sent": { revisionId: string; songId: string; stage: string; number: number; sha256: string };
  "offset.changed": { revisionId: string; offsetSamples: number };
  "note.added": { noteId: string; revisionId: string; note: string };
  "note.replied": { noteId: string; replyId: string };
  "note.resolved": { noteId: string };
  "note.reopened": { noteId: string };
  "request.sent": { noteId: string; revisionId: string; blocking: boolean };
  "answer.sent_back": { noteId: string; answerId: string };
  "round.sent": { roundId: string; revisionId: string; notes: number };
  "signoff.given": { signOffId: string; revisionId: string; sha256: string; pcmSha256: string };
  "signoff.withdrawn": { signOffId: string };
  "signoff.superseded": { signOffId: string; why: string };
  "handoff.offered": { handOffId: string; songId: string; files: number };
  "handoff.accepted": { handOffId: string; songId: string };
  "handoff.returned": { handOffId: string; songId: string };
  "master.delivered": { revisionId: string; songId: string; userId: string };
};
export type EventKind = keyof Subjects;

/** What people are told by mail, each those whom it concerns. */
export const notifying = [
  "invitation.accepted",
  "participant.added",
  "revision.sent",
  "request.sent",
  "answer.sent_back",
  "note.replied",
  "round.sent",
  "signoff.given",
  "signoff.withdrawn",
  "signoff.superseded",
  "handoff.offered",
  "handoff.accepted",
  "handoff.returned",
] as const satisfies EventKind[];
export type Notifying = (typeof notifying)[number];

export type EventOf<K extends EventKind> = {
  kind: K;
  studioId: string;
  streamId: string;
  subject: Subjects[K];
};

/**
 * Appends to the chain of a project (or of the studio itself) inside the caller's transaction and tells the open pages.
 * Call it last: it holds the chain's lock until the transaction ends.
 */
export async function record<K extends EventKind>(tx: Tx, actor: Actor, event: EventOf<K>) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${event.streamId}, 0))`;
  const last = await tx.streamEnd.findUnique({ where: { streamId: event.streamId } });
  const line = {
    id: newId(),
    studioId: event.studioId,
    streamId: event.streamId,
    number: (last?.number ?? 0) + 1,
    at: now(),
    actor: actorKey(actor),
    kind: event.kind,
    subject: event.subject,
    previous: last?.hash ?? "",
  };
  const hash = hashOf(line);
  await tx.event.create({ data: { ...line, hash } });
  const { streamId, number } = line;
  await tx.streamEnd.upsert({
    where: { streamId },
    create: { streamId, number, hash },
    update: { number, hash },
  });
  if ((notifying as readonly string[]).includes(event.kind)) {
    await enqueue(tx, "notifications.deliver", { studioId: event.studioId, eventId: line.id });
  }
  await announce(tx, event, event.kind);
}

/** Tells open pages that something about the project moved, without a line in the history (progress, for one). */
export async function announce(tx: Tx, where: { studioId: string; streamId: string }, kind: string) {
  const change: Change = { studioId: where.studioId, streamId: where.streamId, kind };
  await tx.$executeRaw`select pg_notify('changes', ${JSON.stringify(change)})`;
}

type Line = {
  id: string;
  studioId: string;
  streamId: string;
  number: number;
  at: Date;
  actor: string;
  kind: string;
  subject: unknown;
  previous: string;
};

export function hashOf(e: Line): string {
  const fields = [
    e.previous,
    e.id,
    e.studioId,
    e.streamId,
    e.number,
    e.at.toISOString(),
    e.actor,
    e.kind,
    canonical(e.subject),
  ];
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}

/** Postgres' jsonb does not keep the order of keys. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => [k, canonical(v)]);
}
