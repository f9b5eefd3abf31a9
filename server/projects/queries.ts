import { type Actor, personOf, projectFor, studioFor } from "../access.ts";
import { changes } from "../changes.ts";
import { db } from "../db.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { now } from "../time.ts";
import { inOrder, isLate, waitsFor } from "./rules.ts";

const songInclude = {
  workItems: true,
  revisions: { select: { stage: true, number: true, sentAt: true }, orderBy: { number: "desc" } },
  handOffs: { where: { state: "offered" }, select: { toStage: true } },
} satisfies Prisma.SongInclude;
type SongRow = Prisma.SongGetPayload<{ include: typeof songInclude }>;

/** Every song of the studio by stage: the board. */
export async function board(actor: Actor, studioId: string) {
  const { grants } = await studioFor(actor, studioId, "studio.see");
  const whole = grants.has("project.see");
  const { userId } = personOf(actor);
  const studio = await db.studio.findUniqueOrThrow({
    where: { id: studioId },
    select: {
      id: true,
      name: true,
      projects: {
        where: { archivedAt: null, ...(whole ? {} : { participants: { some: { userId } } }) },
        orderBy: { createdAt: "desc" },
        include: {
          songs: { orderBy: { position: "asc" }, include: songInclude },
          participants: { include: { user: { select: { name: true, email: true } } } },
        },
      },
    },
  });
  return {
    studio: { id: studio.id, name: studio.name },
    mayCreate: grants.has("project.create"),
    projects: studio.projects.map((p) => ({
      ...summary(p),
      songs: p.songs.map((s) => songSummary(s, p)),
    })),
  };
}
export type Board = Awaited<ReturnType<typeof board>>;

export async function projectPage(actor: Actor, projectId: string) {
  const { grants, roles } = await projectFor(actor, projectId, "project.see");
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
  return {
    me: { userId: personOf(actor).userId, roles, grants: [...grants] },
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
    songs: p.songs.map((s) => songSummary(s, p)),
    participants: p.participants.map((x) => ({
      id: x.id,
      userId: x.userId,
      part: x.part,
      powers: x.powers,
      name: x.user.name ?? x.user.email,
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
      where: { participants: { some: { userId } }, archivedAt: null },
      orderBy: { createdAt: "desc" },
      include: {
        studio: { select: { id: true, name: true } },
        songs: { orderBy: { position: "asc" }, include: songInclude },
        participants: { include: { user: { select: { name: true, email: true } } } },
      },
    }),
  ]);
  return {
    studios: members.map((m) => ({ ...m.studio, role: m.role })),
    projects: parts.map((p) => {
      const own = p.participants.filter((x) => x.userId === userId);
      const decides = own.some((x) => x.powers.includes("sign_off_sound"));
      const songs = p.songs.map((s) => songSummary(s, p));
      return {
        ...summary(p),
        studio: p.studio,
        parts: own.map((x) => x.part),
        songs,
        /** Review that waits for this person's ears. */
        waitingForMe: songs.flatMap((s) =>
          s.stages
            .filter(
              (st) =>
                st.waits.people.some((name) => own.some((o) => (o.user.name ?? o.user.email) === name)) &&
                (st.waits.on !== "decider" || decides),
            )
            .map((st) => ({
              songId: s.id,
              songTitle: s.title,
              stage: st.stage,
              state: st.state,
              waits: st.waits.words,
              on: st.waits.on,
              latest: st.latest,
            })),
        ),
      };
    }),
  };
}
export type Home = Awaited<ReturnType<typeof home>>;

const pageSize = 50;

/** The chain of the project, newest first, with names; by key, never by offset. */
export async function history(actor: Actor, projectId: string, before?: number) {
  await projectFor(actor, projectId, "history.see");
  const events = await db.event.findMany({
    where: { streamId: projectId, ...(before ? { number: { lt: before } } : {}) },
    orderBy: { number: "desc" },
    take: pageSize,
  });
  const userIds = events.flatMap((e) => (e.actor.startsWith("person:") ? [e.actor.slice(7)] : []));
  const ids = events.map((e) => e.subject as Record<string, string>);
  const pick = (key: string) => ids.flatMap((s) => (s[key] ? [s[key]] : []));
  const [people, songs, revisions, files] = await Promise.all([
    db.user.findMany({
      where: { id: { in: [...userIds, ...pick("userId")] } },
      select: { id: true, name: true, email: true },
    }),
    db.song.findMany({ where: { projectId }, select: { id: true, title: true } }),
    db.revision.findMany({
      where: { id: { in: pick("revisionId") } },
      select: { id: true, stage: true, number: true, songId: true },
    }),
    db.file.findMany({ where: { id: { in: pick("fileId") } }, select: { id: true, name: true } }),
  ]);
  return {
    events: events.map((e) => ({
      number: e.number,
      at: e.at,
      actor: e.actor,
      kind: e.kind,
      subject: e.subject,
      hash: e.hash,
    })),
    people: Object.fromEntries(people.map((p) => [p.id, p.name ?? p.email])),
    songs: Object.fromEntries(songs.map((s) => [s.id, s.title])),
    revisions: Object.fromEntries(revisions.map((r) => [r.id, r])),
    files: Object.fromEntries(files.map((f) => [f.id, f.name])),
    next: events.length === pageSize ? events.at(-1)?.number : undefined,
  };
}
export type History = Awaited<ReturnType<typeof history>>;

/** Live: every change of the project, for as long as the page is open. */
export async function* projectChanges(actor: Actor, projectId: string, signal: AbortSignal) {
  await projectFor(actor, projectId, "project.see");
  yield* changes.of(projectId, signal);
}

export async function* studioChanges(actor: Actor, studioId: string, signal: AbortSignal) {
  await studioFor(actor, studioId, "studio.see");
  yield* changes.of(studioId, signal);
}

type ProjectRow = Prisma.ProjectGetPayload<{
  include: { participants: { include: { user: { select: { name: true; email: true } } } } };
}>;

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

function songSummary(s: SongRow, p: ProjectRow) {
  return {
    id: s.id,
    title: s.title,
    position: s.position,
    stages: inOrder(p.stages).flatMap((stage) => {
      const item = s.workItems.find((w) => w.stage === stage);
      if (!item) return [];
      const offered = s.handOffs.some((h) => h.toStage === stage);
      const latest = s.revisions.find((r) => r.stage === stage);
      const waits = waitsFor(stage, item.state, offered);
      return [
        {
          workItemId: item.id,
          stage,
          state: item.state,
          heldReason: item.heldReason,
          dueOn: item.dueOn,
          late: isLate(item.dueOn, item.state, now()),
          changedAt: item.changedAt,
          latest: latest ? { number: latest.number, sentAt: latest.sentAt } : null,
          waits: { ...waits, people: whoWaits(waits.on, stage, p) },
        },
      ];
    }),
  };
}

/** The people a piece of work waits for, by name. */
function whoWaits(
  on: "engineer" | "receiver" | "decider" | "nobody",
  stage: string,
  p: ProjectRow,
): string[] {
  const receiver =
    stage === "recording" ? "mixing_engineer" : stage === "mixing" ? "mixing_engineer" : "mastering_engineer";
  const waiting = p.participants.filter((x) => {
    if (on === "engineer")
      return stage === "delivery" ? x.powers.includes("receive") : x.part === `${stage}_engineer`;
    if (on === "receiver") return x.part === receiver;
    return on === "decider" && x.powers.includes("sign_off_sound");
  });
  return [...new Set(waiting.map((x) => x.user.name ?? x.user.email))];
}
