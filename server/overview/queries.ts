import type { Person } from "../access/actor.ts";
import { projectFor, songFor, studioFor } from "../access/finding.ts";
import { grantsOf, type Permission } from "../access/permissions.ts";
import { db } from "../db.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { songStates } from "../handoffs/song-states.ts";
import { shownName } from "../people/rules.ts";
import { now } from "../time.ts";
import { inOrder, isLate } from "../work/rules.ts";
import { turnAt } from "../work/turn-at.ts";
import { turnsFor } from "../work/turns-for.ts";
import { type Turn, turnsOf } from "../work/turns-of.ts";

const songInclude = { workItems: true } satisfies Prisma.SongInclude;
type SongRow = Prisma.SongGetPayload<{ include: typeof songInclude }>;

/** Whether there is such a page for this person and what they may do there, before anything of it is read: else it is not found. */
export async function grantsInStudio(actor: Person, studioId: string) {
  const { grants } = await studioFor(actor, studioId, "studio.see");
  return { grants: [...grants] };
}
export async function grantsInProject(actor: Person, projectId: string) {
  const { grants } = await projectFor(actor, projectId, "project.see");
  return { grants: [...grants] };
}
export async function grantsOnSong(actor: Person, songId: string) {
  const { grants } = await songFor(actor, songId, "project.see");
  return { grants: [...grants] };
}

const finished = {
  songs: { every: { workItems: { every: { state: { in: ["approved", "cancelled"] } } } } },
} satisfies Prisma.ProjectWhereInput;

/** Every song of the studio that something is still to be done for, by stage: the board. */
export async function board(actor: Person, studioId: string) {
  const { grants } = await studioFor(actor, studioId, "studio.see");
  const { userId } = actor;
  const seen = ownOnBoard(studioId, userId, grants);
  const [studio, projects, done] = await Promise.all([
    db.studio.findUniqueOrThrow({ where: { id: studioId }, select: { id: true, name: true } }),
    db.project.findMany({ where: { ...seen, NOT: finished }, orderBy: { id: "desc" }, include: onBoard }),
    db.project.findFirst({ where: { ...seen, ...finished }, select: { id: true } }),
  ]);
  const states = await statesOf(projects);
  return {
    studio,
    me: { userId, grants: [...grants] },
    mayCreate: grants.has("project.create"),
    projects: projects.map((p) => boardProject(p, states, userId, grants)),
    someAreFinished: done !== null,
  };
}

const boardPage = 20;

/** The projects that nothing is left to do for, newest first; by key, never by offset. */
export async function finishedProjects(actor: Person, studioId: string, cursor?: string) {
  const { grants } = await studioFor(actor, studioId, "studio.see");
  const { userId } = actor;
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
  const states = await statesOf(projects);
  return {
    projects: projects.map((p) => boardProject(p, states, userId, grants)),
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
  states: States,
  userId: string,
  grants: ReadonlySet<Permission>,
) => {
  const inside = new Set([...grants, ...grantsInside(p, userId)]);
  return {
    ...summary(p),
    maySeeSets: inside.has("set.see"),
    songs: p.songs.map((s) => songSummary(s, p, states, { userId, grants: inside })),
  };
};
export type Board = Awaited<ReturnType<typeof board>>;

export async function projectPage(actor: Person, projectId: string) {
  const { grants, roles } = await projectFor(actor, projectId, "project.see");
  const { userId } = actor;
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
  const states = await statesOf([p]);
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
    songs: p.songs.map((s) => songSummary(s, p, states, { userId, grants })),
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
export async function home(actor: Person) {
  const { userId } = actor;
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
  const states = await statesOf(parts);
  return {
    studios: members.map((m) => ({ ...m.studio, role: m.role })),
    projects: parts.map((p) => {
      const own = p.participants.filter((x) => x.userId === userId);
      const reader = { userId, grants: grantsInside(p, userId) };
      const songs = p.songs.map((s) => songSummary(s, p, states, reader));
      return {
        ...summary(p),
        studio: p.studio,
        parts: own.map((x) => x.part),
        songs,
        waitingForMe: songs.flatMap(({ id, title, stages }) =>
          stages.flatMap(({ stage, latest, turn }) =>
            turn?.mine ? [{ songId: id, songTitle: title, stage, latest, turn }] : [],
          ),
        ),
      };
    }),
  };
}
export type Home = Awaited<ReturnType<typeof home>>;

type ProjectRow = Prisma.ProjectGetPayload<{
  include: { participants: { include: { user: { select: { name: true; email: true } } } } };
}>;

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

type Reader = { userId: string; grants: ReadonlySet<Permission> };
type States = Awaited<ReturnType<typeof songStates>>;
const statesOf = (projects: readonly { songs: readonly { id: string }[] }[]) =>
  songStates(
    db,
    projects.flatMap((p) => p.songs.map((s) => s.id)),
  );

function songSummary(s: SongRow, p: ProjectRow, states: States, reader: Reader) {
  const state = states.get(s.id);
  const turns = state ? turnsFor(turnsOf(state), reader) : [];
  return {
    id: s.id,
    title: s.title,
    position: s.position,
    stages: inOrder(p.stages).flatMap((stage) => {
      const item = s.workItems.find((w) => w.stage === stage);
      if (!item) return [];
      const newest = state?.revisions.findLast((r) => r.stage === stage);
      const turn = turnAt(turns, stage);
      return [
        {
          workItemId: item.id,
          stage,
          state: item.state,
          heldReason: item.heldReason,
          dueOn: item.dueOn,
          late: isLate(item.dueOn, item.state, now()),
          changedAt: item.changedAt,
          latest: newest ? { number: newest.number, sentAt: newest.sentAt } : null,
          turn: turn && { ...turn, others: othersIn(turn, p, reader.userId) },
        },
      ];
    }),
  };
}

/** The names of whom a turn falls to besides the reader. */
function othersIn({ who }: Turn, { participants }: ProjectRow, userId: string) {
  const others = participants.filter((x) => x.userId !== userId && who.userIds.includes(x.userId));
  return [...new Set(others.map((x) => shownName(x.user)))];
}
