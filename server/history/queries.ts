import { type Actor, userIdOf } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { db } from "../db.ts";
import type { FileKind } from "../generated/prisma/client.ts";
import { namesOf } from "../people/queries.ts";
import { besideDecisions } from "./rules.ts";
import type { HistoryPage } from "./schema.ts";

const pageSize = 50;

/** The names of a set's files are not told to who may not see the set. */
const kindsOfSets: FileKind[] = ["multitrack", "stem", "rough_mix", "document"];

/** The chain of the project, newest first, with names; by key, never by offset. */
export async function history(
  actor: Actor,
  projectId: string,
  { before, decisions }: Omit<HistoryPage, "projectId"> = {},
) {
  const { grants } = await projectFor(actor, projectId, "history.see");
  const shown = grants.has("set.see") ? {} : { kind: { notIn: kindsOfSets } };
  const events = await db.event.findMany({
    where: {
      streamId: projectId,
      ...(before && { number: { lt: before } }),
      ...(decisions && { kind: { notIn: [...besideDecisions] } }),
    },
    orderBy: { number: "desc" },
    take: pageSize,
  });
  const userIds = events.flatMap((e) => userIdOf(e.actor) ?? []);
  const ids = events.map((e) => e.subject as Record<string, string>);
  const pick = (key: string) => ids.flatMap((s) => (s[key] ? [s[key]] : []));
  const [songs, files, uploads, participants, invitations, notes, signOffs, handOffs] = await Promise.all([
    db.song.findMany({ where: { projectId }, select: { id: true, title: true } }),
    db.file.findMany({
      where: { id: { in: pick("fileId") }, ...shown },
      select: { id: true, name: true, uploadedById: true },
    }),
    db.upload.findMany({
      where: { id: { in: pick("uploadId") }, ...shown },
      select: { id: true, name: true, startedById: true },
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
    events: events.map((e) => ({
      number: e.number,
      at: e.at,
      actor: e.actor,
      kind: e.kind,
      subject: e.subject,
      hash: e.hash,
    })),
    people: await namesOf([
      ...userIds,
      ...pick("userId"),
      ...participants.map((p) => p.userId),
      ...files.map((f) => f.uploadedById),
      ...uploads.map((u) => u.startedById),
    ]),
    songs: Object.fromEntries(songs.map((s) => [s.id, s.title])),
    /** Supplied: made elsewhere, by no stage of this project. */
    revisions: byId(revisions.map(({ workItemId, ...r }) => ({ ...r, supplied: workItemId === null }))),
    files: byId(files.map(({ id, name, uploadedById }) => ({ id, name, byId: uploadedById }))),
    uploads: byId(uploads.map(({ id, name, startedById }) => ({ id, name, byId: startedById }))),
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
export type History = Awaited<ReturnType<typeof history>>;

const byId = <T extends { id: string }>(rows: T[]): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]));
