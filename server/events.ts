import { createHash } from "node:crypto";
import { type Actor, actorKey } from "./access/actor.ts";
import type { Permission } from "./access/permissions.ts";
import type { Change } from "./changes.ts";
import type { Tx } from "./db.ts";
import type { Decided } from "./decisions.ts";
import {
  type AnnouncedSubjects,
  type Announcement,
  announcedOf,
  declaredOf,
  type EventKind,
  isMailed,
  placeOf,
  readersOf,
  type Subjects,
} from "./event-kinds.ts";
import type { Follower } from "./event-shape.ts";
import type { Prisma } from "./generated/prisma/client.ts";
import { newId } from "./ids.ts";
import { enqueue, type Jobs } from "./queue.ts";
import { sealed, stateOfSeal } from "./seal.ts";
import { now } from "./time.ts";

export type EventOf<K extends EventKind> = {
  kind: K;
  studioId: string;
  streamId: string;
  subject: Subjects[K];
};

/**
 * Appends to the chain of a project (or of the studio itself) inside the caller's transaction and tells the open pages.
 * `decided` are the rows that it decides with. Call it last: it holds the chain's lock until the transaction ends.
 */
export async function record<K extends EventKind>(
  tx: Tx,
  actor: Actor,
  event: EventOf<K>,
  decided: readonly Decided[] = [],
) {
  const { studioId, streamId, kind } = event;
  await lockStream(tx, streamId);
  const end = await sealedEnd(tx, { studioId, streamId });
  const subject = decided.length > 0 ? { ...event.subject, decided: [...decided] } : event.subject;
  const line = await append(tx, end, { studioId, streamId, actor: actorKey(actor), kind, subject });
  await follow(tx, event, line.id);
  await tell(tx, event, readersOf(declaredOf(event.kind), event.subject as never, placeOf(event)));
}

/** Who writes a history, or vouches for it, takes turns until the transaction ends. */
export const lockStream = (tx: Tx, streamId: string) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${streamId}, 0))`;

/** For who vouches for the history as it stands: seals it, whoever sealed its end. Under the chain's lock. */
export async function recordSealing<K extends "history.digested" | "history.sealed">(
  tx: Tx,
  actor: Actor,
  event: EventOf<K>,
  decided: readonly Decided[] = [],
) {
  const { studioId, streamId, kind } = event;
  const end = await tx.streamEnd.findUnique({ where: { streamId } });
  const subject = { ...event.subject, decided: [...decided] };
  await append(tx, end, { studioId, streamId, actor: actorKey(actor), kind, subject });
}

/**
 * Where the chain ends. Whatever is built on an end that this portal's secret did not seal says so for ever, so that a
 * chain which was written anew does not pass for its own by going on.
 */
async function sealedEnd(tx: Tx, { studioId, streamId }: { studioId: string; streamId: string }) {
  const end = await tx.streamEnd.findUnique({ where: { streamId } });
  if (!end) return null;
  const state = stateOfSeal(end);
  if (state === "holds") return end;
  const subject: Subjects["history.unsealed"] = { number: end.number, seal: state };
  return append(tx, end, {
    ...{ studioId, streamId, subject },
    actor: actorKey({ kind: "job", name: "history" }),
    kind: "history.unsealed",
  });
}

type Appending = Pick<Line, "studioId" | "streamId" | "actor" | "kind"> & { subject: Prisma.InputJsonObject };

async function append(tx: Tx, end: { number: number; hash: string } | null, appending: Appending) {
  const { streamId } = appending;
  const number = (end?.number ?? 0) + 1;
  const line = { ...appending, id: newId(), number, at: now(), previous: end?.hash ?? "" };
  const hash = hashOf(line);
  await tx.event.create({ data: { ...line, hash } });
  const { streamId: _, ...moved } = sealed({ streamId, number, hash });
  await tx.streamEnd.upsert({ where: { streamId }, create: { streamId, ...moved }, update: moved });
  return { ...line, hash };
}

/** Tells open pages that something moved, without a line in the history (progress, for one). */
export async function announce<A extends Announcement>(
  tx: Tx,
  where: { studioId: string; streamId: string },
  kind: A,
  subject: AnnouncedSubjects[A],
) {
  const readers = readersOf(announcedOf(kind), subject as never, placeOf(where));
  await tell(tx, { ...where, kind, subject }, readers);
}

/** What each job that may follow carries, and its key where many events in a row are one job. */
const carried: {
  [F in Follower]: (event: EventOf<EventKind>, eventId: string) => [Jobs[F], string?] | null;
} = {
  "notifications.deliver": ({ studioId }, eventId) => [{ studioId, eventId }],
  "renders.follow": ({ kind, subject }) => {
    if (!("songId" in subject)) throw new Error(`nothing follows ${kind}, which names no song`);
    const { songId } = subject;
    return songId === null ? null : [{ songId }, `follow:${songId}`];
  },
};

async function follow(tx: Tx, event: EventOf<EventKind>, eventId: string) {
  const followers: Follower[] = [...(declaredOf(event.kind).followers ?? [])];
  if (isMailed(event.kind)) followers.push("notifications.deliver");
  for (const job of followers) {
    const [payload, key] = carried[job](event, eventId) ?? [];
    if (payload) await enqueue(tx, job, payload, key);
  }
}

type Told = { studioId: string; streamId: string; kind: Change["kind"]; subject: object };

async function tell(tx: Tx, { studioId, streamId, kind, subject }: Told, readers: readonly Permission[]) {
  const songId = "songId" in subject && { songId: subject.songId as string };
  const change: Change = { studioId, streamId, kind, readers, ...songId };
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
