import { type Actor, userIdOf } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { db } from "../db.ts";
import type { Event } from "../generated/prisma/client.ts";
import { namesOf } from "../people/queries.ts";
import { readable } from "./readable.ts";
import type { HistoryPage } from "./schema.ts";

const pageSize = 50;

/** The chain of the project, newest first, with names, as far as the actor may read it; by key, never by offset. */
export async function history(
  actor: Actor,
  projectId: string,
  { before, decisions = false }: Omit<HistoryPage, "projectId"> = {},
) {
  const { grants } = await projectFor(actor, projectId, "history.see");
  const events = await db.$queryRaw<Line[]>`
    select e."number", e."at", e."actor", e."kind", e."subject" - 'decided' as "subject", e."hash" from "Event" e
    where e."streamId" = ${projectId}::uuid and (${before ?? null}::int is null or e."number" < ${before ?? null}::int)
      and ${readable(grants, decisions)}
    order by e."number" desc limit ${pageSize}`;
  const userIds = events.flatMap((e) => userIdOf(e.actor) ?? []);
  const ids = events.map((e) => e.subject as Record<string, string>);
  const pick = (key: string) => ids.flatMap((s) => (s[key] ? [s[key]] : []));
  const [songs, files, uploads, participants, invitations, notes, signOffs, handOffs] = await Promise.all([
    db.song.findMany({ where: { projectId }, select: { id: true, title: true } }),
    db.file.findMany({
      where: { id: { in: pick("fileId") } },
      select: { id: true, name: true, broughtBy: true },
    }),
    db.upload.findMany({
      where: { id: { in: pick("uploadId") } },
      select: { id: true, name: true, broughtBy: true },
    }),
    db.participant.findMany({
      where: { id: { in: pick("participantId") } },
      select: { id: true, userId: true, part: true },
    }),
    db.invitation.findMany({
      where: { id: { in: pick("invitationId") } },
      select: { id: true, email: true, name: true, part: true },
    }),
    db.note.findMany({ where: { id: { in: pick("noteId") } }, select: { id: true, revisionId: true } }),
    db.signOff.findMany({
      where: { id: { in: pick("signOffId") } },
      select: { id: true, revisionId: true, elsewhereBy: true },
    }),
    db.handOff.findMany({
      where: { id: { in: pick("handOffId") } },
      select: { id: true, songId: true, toStage: true, kind: true, number: true },
    }),
  ]);
  const revisions = await db.revision.findMany({
    where: {
      id: {
        in: [...pick("revisionId"), ...notes.map((n) => n.revisionId), ...signOffs.map((x) => x.revisionId)],
      },
    },
    select: { id: true, stage: true, number: true, songId: true, workItemId: true },
  });
  return {
    events,
    people: await namesOf([
      ...userIds,
      ...pick("userId"),
      ...participants.map((p) => p.userId),
      ...[...files, ...uploads].flatMap((f) => userIdOf(f.broughtBy) ?? []),
    ]),
    songs: Object.fromEntries(songs.map((s) => [s.id, s.title])),
    /** Supplied: made elsewhere, by no stage of this project. */
    revisions: byId(revisions.map(({ workItemId, ...r }) => ({ ...r, supplied: workItemId === null }))),
    files: byId(files.map(broughtOf)),
    uploads: byId(uploads.map(broughtOf)),
    participants: byId(participants),
    invitations: byId(
      invitations.map(({ email, name, ...rest }) => ({
        ...rest,
        name: name ?? (grants.has("people.invite") ? email : null),
      })),
    ),
    notes: byId(notes),
    signOffs: byId(signOffs),
    handOffs: byId(handOffs),
    next: events.length === pageSize ? events.at(-1)?.number : undefined,
  };
}
type Line = Pick<Event, "number" | "at" | "actor" | "kind" | "subject" | "hash">;
export type History = Awaited<ReturnType<typeof history>>;

const broughtOf = ({ id, name, broughtBy }: { id: string; name: string; broughtBy: string }) => ({
  id,
  name,
  byId: userIdOf(broughtBy),
});

const byId = <T extends { id: string }>(rows: T[]): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]));
