import type { Person } from "../access/actor.ts";
import { projectFor, songFor, studioFor } from "../access/finding.ts";
import { grantsOf, type Permission } from "../access/permissions.ts";
import { db } from "../db.ts";
import type { Prisma, Stage } from "../generated/prisma/client.ts";
import { shownName } from "../people/rules.ts";
import { isOpen } from "../review/is-open.ts";
import { standingAnswer } from "../review/rules.ts";
import { now } from "../time.ts";
import { beginsByItself, inOrder, isLate } from "../work/rules.ts";
import { isMixHere, type Waiting, waitsFor } from "./rules.ts";

const openBlocking = { ...isOpen, request: { blocking: true } } satisfies Prisma.NoteWhereInput;

const songInclude = {
  workItems: true,
  revisions: {
    where: { notes: { some: openBlocking } },
    select: {
      notes: {
        where: openBlocking,
        select: { answers: { select: { at: true, sentBack: { select: { at: true } } } } },
      },
    },
  },
  handOffs: { where: { settlement: null }, select: { toStage: true } },
  files: {
    where: { kind: "premaster", setAsideAt: null },
    select: { revision: { select: { number: true, handOffs: { select: { id: true } } } } },
  },
} satisfies Prisma.SongInclude;
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
