import {
  type Actor,
  grantsOf,
  type Permission,
  personOf,
  projectFor,
  songFor,
  studioFor,
} from "../access.ts";
import { type Change, changes } from "../changes.ts";
import { db } from "../db.ts";
import { Refused } from "../errors.ts";
import type { FileKind, Prisma, Stage } from "../generated/prisma/client.ts";
import { namesOf, sessionsFrom } from "../people/queries.ts";
import { shownName } from "../people/rules.ts";
import { now } from "../time.ts";
import {
  beginsByItself,
  besideDecisions,
  inOrder,
  isLate,
  isMixHere,
  standingAnswer,
  type Waiting,
  waitsFor,
} from "./rules.ts";
import type { HistoryPage } from "./schema.ts";

const openBlocking = { resolution: null, request: { blocking: true } } satisfies Prisma.NoteWhereInput;

const songInclude = {
  workItems: true,
  revisions: {
    where: { notes: { some: openBlocking } },
    select: {
      notes: {
        where: openBlocking,
        select: { answers: { select: { at: true, sentBackAt: true } } },
      },
    },
  },
  handOffs: { where: { state: "offered" }, select: { toStage: true } },
  files: {
    where: { kind: "premaster", setAsideAt: null },
    select: { revision: { select: { number: true, handOffs: { select: { id: true } } } } },
  },
} satisfies Prisma.SongInclude;
type SongRow = Prisma.SongGetPayload<{ include: typeof songInclude }>;

/** Whether there is such a page for this person and what they may do there, before anything of it is read: else it is not found. */
export async function opensStudio(actor: Actor, studioId: string) {
  const { grants } = await studioFor(actor, studioId, "studio.see");
  return { grants: [...grants] };
}
export async function opensProject(actor: Actor, projectId: string) {
  const { grants } = await projectFor(actor, projectId, "project.see");
  return { grants: [...grants] };
}
export async function opensSong(actor: Actor, songId: string) {
  const { grants } = await songFor(actor, songId, "project.see");
  return { grants: [...grants] };
}

const finished = {
  songs: { every: { workItems: { every: { state: { in: ["approved", "cancelled"] } } } } },
} satisfies Prisma.ProjectWhereInput;

/** Every song of the studio that something is still to be done for, by stage: the board. */
export async function board(actor: Actor, studioId: string) {
  const { grants } = await studioFor(actor, studioId, "studio.see");
  const { userId } = personOf(actor);
  const seen = ownOnBoard(studioId, userId, grants);
  const [studio, projects, done] = await Promise.all([
    db.studio.findUniqueOrThrow({ where: { id: studioId }, select: { id: true, name: true } }),
    db.project.findMany({ where: { ...seen, NOT: finished }, orderBy: { id: "desc" }, include: onBoard }),
    db.project.findFirst({ where: { ...seen, ...finished }, select: { id: true } }),
  ]);
  const latest = await latestOf(projects);
  return {
    studio,
    me: { userId, grants: [...grants] },
    mayCreate: grants.has("project.create"),
    projects: projects.map((p) => boardProject(p, latest, userId, grants)),
    someAreFinished: done !== null,
  };
}

const boardPage = 20;

/** The projects that nothing is left to do for, newest first; by key, never by offset. */
export async function finishedProjects(actor: Actor, studioId: string, cursor?: string) {
  const { grants } = await studioFor(actor, studioId, "studio.see");
  const { userId } = personOf(actor);
  const projects = await db.project.findMany({
    where: {
      ...ownOnBoard(studioId, userId, grants),
      ...finished,
      ...(cursor && { id: { lt: cursor } }),
    },
    orderBy: { id: "desc" },
    take: boardPage,
    include: onBoard,
  });
  const latest = await latestOf(projects);
  return {
    projects: projects.map((p) => boardProject(p, latest, userId, grants)),
    next: projects.length === boardPage ? projects.at(-1)?.id : undefined,
  };
}

/** Engineers of the studio see the projects that they take part in. */
const ownOnBoard = (studioId: string, userId: string, grants: ReadonlySet<Permission>) => ({
  studioId,
  ...(grants.has("project.see") ? {} : { participants: { some: { userId } } }),
});

const onBoard = {
  songs: { orderBy: { position: "asc" }, include: songInclude },
  participants: { include: { user: { select: { name: true, email: true } } } },
} satisfies Prisma.ProjectInclude;

const boardProject = (
  p: Prisma.ProjectGetPayload<{ include: typeof onBoard }>,
  latest: Latest,
  userId: string,
  grants: ReadonlySet<Permission>,
) => ({
  ...summary(p),
  maySeeSets: grants.has("set.see") || grantsInside(p, userId).has("set.see"),
  songs: p.songs.map((s) => songSummary(s, p, latest, userId)),
});
export type Board = Awaited<ReturnType<typeof board>>;

export async function projectPage(actor: Actor, projectId: string) {
  const { grants, roles } = await projectFor(actor, projectId, "project.see");
  const { userId } = personOf(actor);
  const p = await db.project.findUniqueOrThrow({
    where: { id: projectId },
    include: {
      studio: { select: { id: true, name: true } },
      songs: { orderBy: { position: "asc" }, include: songInclude },
      references: { orderBy: { createdAt: "asc" } },
      participants: {
        orderBy: { createdAt: "asc" },
        include: { user: { select: { name: true, email: true } } },
      },
    },
  });
  const latest = await latestOf([p]);
  return {
    me: { userId, roles, grants: [...grants] },
    studio: p.studio,
    ...summary(p),
    brief: p.brief,
    sampleRateHz: p.sampleRateHz,
    bitDepth: p.bitDepth,
    fileNamePattern: p.fileNamePattern,
    references: p.references.map((r) => ({
      id: r.id,
      title: r.title,
      url: r.url,
      why: r.why,
      addedById: r.addedById,
    })),
    songs: p.songs.map((s) => songSummary(s, p, latest, userId)),
    participants: p.participants.map((x) => ({
      id: x.id,
      userId: x.userId,
      part: x.part,
      powers: x.powers,
      name: shownName(x.user),
    })),
  };
}
export type ProjectPage = Awaited<ReturnType<typeof projectPage>>;

/** Where somebody begins: their studios, and the projects they take part in, with what waits for them first. */
export async function home(actor: Actor) {
  const { userId } = personOf(actor);
  const [members, parts] = await Promise.all([
    db.member.findMany({ where: { userId }, include: { studio: { select: { id: true, name: true } } } }),
    db.project.findMany({
      where: { participants: { some: { userId } } },
      orderBy: { createdAt: "desc" },
      include: {
        studio: { select: { id: true, name: true } },
        songs: { orderBy: { position: "asc" }, include: songInclude },
        participants: { include: { user: { select: { name: true, email: true } } } },
      },
    }),
  ]);
  const latest = await latestOf(parts);
  return {
    studios: members.map((m) => ({ ...m.studio, role: m.role })),
    projects: parts.map((p) => {
      const own = p.participants.filter((x) => x.userId === userId);
      const songs = p.songs.map((s) => songSummary(s, p, latest, userId));
      return {
        ...summary(p),
        studio: p.studio,
        parts: own.map((x) => x.part),
        songs,
        /** Review that waits for this person's ears. */
        waitingForMe: songs.flatMap((s) =>
          s.stages
            .filter((st) => st.waits.forMe)
            .map((st) => ({
              songId: s.id,
              songTitle: s.title,
              stage: st.stage,
              state: st.state,
              waits: st.waits.words,
              on: st.waits.on,
              mixIsHere: st.mixIsHere,
              latest: st.latest,
            })),
        ),
      };
    }),
  };
}
export type Home = Awaited<ReturnType<typeof home>>;

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
  const userIds = events.flatMap((e) => (e.actor.startsWith("person:") ? [e.actor.slice(7)] : []));
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

/** Live: every change of the project, for as long as the page is open and its reader may see it. */
export async function projectChanges(actor: Actor, projectId: string, signal: AbortSignal) {
  const maySee = async () => (await projectFor(actor, projectId, "project.see")).grants.has("project.see");
  await maySee();
  return seen(actor, changes.of(projectId, signal), maySee);
}

/** How far a file is on its way: the song's own pages show that, the board does not. */
const underWay = ["render.progress", "upload.received"];

/** Engineers of the studio hear of the studio itself and of the projects that they take part in. */
export async function studioChanges(actor: Actor, studioId: string, signal: AbortSignal) {
  const { userId } = personOf(actor);
  const maySee = async (change: Change | null) => {
    if (change && underWay.includes(change.kind)) return false;
    const { grants } = await studioFor(actor, studioId, "studio.see");
    if (change === null || change.streamId === studioId || grants.has("project.see")) return true;
    return (await db.participant.count({ where: { projectId: change.streamId, userId } })) > 0;
  };
  await maySee(null);
  return seen(actor, changes.of(studioId, signal), maySee);
}

/** A page stays open longer than its reader's session, and than what they may see: each change is asked about again. */
async function* seen(
  actor: Actor,
  stream: AsyncGenerator<Change | null>,
  maySee: (change: Change | null) => Promise<boolean>,
) {
  const { userId } = personOf(actor);
  const began = await sessionsFrom(userId);
  for await (const change of stream) {
    if ((await sessionsFrom(userId)) !== began)
      throw new Refused(
        "NOT_SIGNED_IN",
        "You were signed out everywhere. What you sent before is safe; sign in again to go on.",
      );
    if (await maySee(change)) yield change;
  }
}

const byId = <T extends { id: string }>(rows: T[]): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]));

type ProjectRow = Prisma.ProjectGetPayload<{
  include: { participants: { include: { user: { select: { name: true; email: true } } } } };
}>;

const eachOnce = (people: ProjectRow["participants"]) => [...new Set(people.map((x) => shownName(x.user)))];

function grantsInside(p: ProjectRow, userId: string) {
  const own = p.participants.filter((x) => x.userId === userId);
  return grantsOf(
    own.map((x) => x.part),
    own.flatMap((x) => x.powers),
  );
}

function summary(p: ProjectRow) {
  return {
    id: p.id,
    title: p.title,
    artistName: p.artistName,
    kind: p.kind,
    stages: inOrder(p.stages),
    dueOn: p.dueOn,
    createdAt: p.createdAt,
  };
}

type Latest = ReadonlyMap<string, { number: number; sentAt: Date }>;

/** The newest revision by song and stage: the database leaves the older ones out, however many rounds there were. */
async function latestOf(projects: readonly { songs: readonly { id: string }[] }[]): Promise<Latest> {
  const songIds = projects.flatMap((p) => p.songs.map((s) => s.id));
  const rows = await db.$queryRaw<{ songId: string; stage: Stage; number: number; sentAt: Date }[]>`
    select distinct on ("songId", "stage") "songId", "stage"::text, "number", "sentAt" from "Revision"
    where "songId" = any(${songIds}::uuid[]) order by "songId", "stage", "number" desc`;
  return new Map(rows.map(({ songId, stage, number, sentAt }) => [`${songId} ${stage}`, { number, sentAt }]));
}

function songSummary(s: SongRow, p: ProjectRow, newest: Latest, userId: string) {
  const stages = inOrder(p.stages);
  const blocking = blockingOf(s);
  const mixIsHere = isMixHere(s.files);
  return {
    id: s.id,
    title: s.title,
    position: s.position,
    stages: stages.flatMap((stage, at) => {
      const item = s.workItems.find((w) => w.stage === stage);
      if (!item) return [];
      const stageBefore = stages[at - 1];
      const begins = beginsByItself(stage, s.workItems);
      const itsBefore = s.workItems.find((w) => w.stage === stageBefore)?.state ?? null;
      const isSupplied = stage === "mastering" && itsBefore === "cancelled";
      const before = begins || isSupplied ? null : itsBefore;
      const offered = s.handOffs.some((h) => h.toStage === stage);
      const after = s.workItems.find((w) => w.stage === stages[at + 1])?.state ?? null;
      const waits = waitsFor(stage, item.state, { offered, before, after, blocking, mixIsHere });
      const people = whoWaits(waits.on, stage, stageBefore, p);
      return [
        {
          workItemId: item.id,
          stage,
          state: item.state,
          /** Waits for nothing but somebody to start it. */
          begins: begins && item.state === "waiting",
          heldReason: item.heldReason,
          dueOn: item.dueOn,
          late: isLate(item.dueOn, item.state, now()),
          changedAt: item.changedAt,
          latest: newest.get(`${s.id} ${stage}`) ?? null,
          mixIsHere,
          waits: {
            ...waits,
            people: eachOnce(people),
            forMe: people.some((x) => x.userId === userId),
            others: eachOnce(people.filter((x) => x.userId !== userId)),
          },
        },
      ];
    }),
  };
}

function blockingOf({ revisions }: SongRow) {
  const notes = revisions.flatMap((r) => r.notes);
  if (notes.length === 0) return null;
  return notes.some((n) => !standingAnswer(n.answers)) ? "unanswered" : "answered";
}

/** Whose part it is that a piece of work waits for. */
function whoWaits(on: Waiting["on"], stage: Stage, before: Stage | undefined, p: ProjectRow) {
  const receiver = stage === "mastering" ? "mastering_engineer" : "mixing_engineer";
  return p.participants.filter((x) => {
    if (on === "engineer" && stage === "delivery") return x.powers.includes("receive");
    if (on === "engineer") return x.part === `${stage}_engineer`;
    if (on === "giver" && !before) return grantsOf([x.part], x.powers).has("premaster.upload");
    if (on === "giver") return x.part === `${before}_engineer`;
    if (on === "receiver") return x.part === receiver;
    return on === "decider" && x.powers.includes("sign_off_sound");
  });
}
