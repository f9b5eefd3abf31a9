import { actorKey, type Person, userIdOf } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { newestReport } from "../files/newest-report.ts";
import { asked, bringPermission, mayHave, type Reader, standingOf } from "../files/rules.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { settled } from "../handoffs/rules.ts";
import { namesOf } from "../people/queries.ts";
import { rendersOf } from "../renders/queries.ts";
import { mastersOf } from "../review/masters-of.ts";
import { outgoingName } from "../review/outgoing-name.ts";
import {
  closersOf,
  isAnswered,
  noteNumbers,
  noteState,
  standingResolution,
  timeline,
} from "../review/rules.ts";
import { revisionLabel } from "../review/words.ts";
import { stageUnderWay } from "../work/stage-under-way.ts";
import { turnsFor } from "../work/turns-for.ts";
import { turnsOf } from "../work/turns-of.ts";

const fileSelect = {
  ...asked,
  id: true,
  name: true,
  sha256: true,
  uploadedAt: true,
  deliveries: { orderBy: { deliveredAt: "asc" }, take: 1, select: { deliveredAt: true } },
  object: {
    select: {
      sizeBytes: true,
      reports: newestReport,
    },
  },
} satisfies Prisma.FileSelect;

const noteInclude = {
  replies: { orderBy: { createdAt: "asc" } },
  answers: { orderBy: { at: "asc" }, include: { sentBack: true } },
  resolutions: { include: { reopening: true } },
  request: true,
  round: { select: { number: true, sentAt: true } },
} satisfies Prisma.NoteInclude;

const revisionInclude = {
  file: { select: fileSelect },
  notes: { orderBy: { createdAt: "asc" }, include: noteInclude },
  signOffs: { orderBy: { at: "asc" }, include: { ending: true } },
  rounds: { select: { number: true } },
} satisfies Prisma.RevisionInclude;
type RevisionRow = Prisma.RevisionGetPayload<{ include: typeof revisionInclude }>;
type NoteRow = RevisionRow["notes"][number];

/** Everything that the review of one song shows, in the words and to the extent of who asks. */
export async function songReview(actor: Person, songId: string) {
  const { song, studioId, grants, roles, projectId } = await songFor(actor, songId, "revision.hear");
  const { userId } = actor;
  const [project, workItems, revisions, files, participants, handOffs] = await Promise.all([
    db.project.findUniqueOrThrow({
      where: { id: projectId },
      include: {
        studio: { select: { id: true, name: true } },
        references: true,
      },
    }),
    db.workItem.findMany({ where: { songId } }),
    db.revision.findMany({
      where: { songId },
      orderBy: [{ stage: "asc" }, { number: "asc" }],
      include: revisionInclude,
    }),
    db.file.findMany({
      where: {
        songId,
        kind: { in: ["rough_mix", "mix_print", "master", "premaster"] },
        setAsideAt: null,
        revision: null,
      },
      orderBy: { uploadedAt: "desc" },
      select: fileSelect,
    }),
    db.participant.findMany({ where: { projectId }, select: { userId: true, part: true, powers: true } }),
    db.handOff.findMany({
      where: { songId },
      orderBy: { number: "asc" },
      select: {
        id: true,
        fromStage: true,
        toStage: true,
        number: true,
        revisionId: true,
        offeredById: true,
        settlement: true,
      },
    }),
  ]);
  const at = timeline(
    revisions.map((r) => ({
      ...r,
      sampleRateHz: r.file.object.reports[0]?.sampleRateHz ?? project.sampleRateHz,
    })),
  );
  const rough = files.find((f) => f.kind === "rough_mix");
  const reader = { key: actorKey(actor), grants };
  const shown = [...files, ...revisions.map((r) => r.file)].map(({ sha256 }) => ({ studioId, sha256 }));
  const copies = await rendersOf(db, "listening_copy", shown);
  const masters = mastersOf(participants);
  const notes = revisions.flatMap((r) => r.notes);
  const numbers = noteNumbers(notes);
  const turns = turnsFor(
    turnsOf({
      work: workItems,
      people: participants,
      revisions: revisions.map(standingRevision),
      handOffs: handOffs.map(({ settlement, ...h }) => ({ ...h, state: settled(settlement).state })),
      requests: notes.flatMap((n) => openRequest(n, masters)),
      prints: files.map(({ id: fileId, kind, uploadedAt }) => ({ fileId, kind, broughtAt: uploadedAt })),
    }),
    { userId, grants },
  );
  return {
    me: { userId, roles, grants: [...grants] },
    studio: project.studio,
    project: {
      id: project.id,
      title: project.title,
      artistName: project.artistName,
      stages: project.stages,
      sampleRateHz: project.sampleRateHz,
      bitDepth: project.bitDepth,
      brief: project.brief,
      references: project.references.map((r) => ({ id: r.id, title: r.title, url: r.url, why: r.why })),
    },
    song: { id: song.id, title: song.title },
    underWay: stageUnderWay(workItems, turns),
    turns,
    workItems: workItems.map(({ id, stage, state, heldReason }) => ({ id, stage, state, heldReason })),
    // Why a set came back speaks of its files, which not everyone may know of.
    handOffs: handOffs.map(({ offeredById: _, settlement, ...h }) => {
      const { state, reasons } = settled(settlement);
      return {
        ...{ ...h, state },
        reasons: h.fromStage !== "recording" || grants.has("set.see") ? reasons : null,
      };
    }),
    people: await namesOf([
      ...participants.map((p) => p.userId),
      ...handOffs.flatMap((h) => [h.offeredById, h.settlement?.byId ?? []].flat()),
      ...files.flatMap((f) => userIdOf(f.broughtBy) ?? []),
      ...revisions.flatMap(peopleOf),
    ]),
    participants,
    revisions: revisions.map((r) => ({
      ...revisionLine(r),
      file: fileOf(r.file, reader, copies),
      startsAtSeconds: at.get(r.id) ?? 0,
      outgoingName: outgoingName({
        project,
        song,
        revision: r,
        report: r.file.object.reports[0] ?? null,
        file: r.file,
      }),
      /** When a master first went to who receives it. */
      takenAt: r.file.deliveries[0]?.deliveredAt ?? null,
    })),
    notes: notes.map((n) => ({
      ...noteLine(n),
      number: numbers.get(n.id) ?? 0,
      closers: closersOf(n, masters),
    })),
    roughMix: rough ? fileOf(rough, reader, copies) : null,
    /** Printed and not sent yet: only its own engineers hear it. */
    prints: files
      .filter((file) => file.kind !== "rough_mix" && mayHave("hear", standingOf(file), reader))
      .map((file) => fileOf(file, reader, copies)),
  };
}
export type SongReview = Awaited<ReturnType<typeof songReview>>;

const standingRevision = ({ id, stage, number, fileId, file, signOffs }: RevisionRow) => ({
  ...{ id, stage, number, fileId, broughtAt: file.uploadedAt },
  isSupplied: file.kind === "premaster",
  isSignedOff: signOffs.some((s) => s.ending === null),
});

const isUnresolved = ({ resolutions }: NoteRow) => !standingResolution(resolutions);

const openRequest = (n: NoteRow, masters: readonly string[]) =>
  n.request && isUnresolved(n)
    ? [
        {
          noteId: n.id,
          blocking: n.request.blocking,
          isAnswered: isAnswered(n),
          closers: closersOf(n, masters),
        },
      ]
    : [];

const peopleOf = ({ sentById, file, signOffs, notes }: RevisionRow) => [
  sentById,
  ...[userIdOf(file.broughtBy) ?? []].flat(),
  ...signOffs.flatMap((s) => [s.byId, s.ending?.byId ?? []].flat()),
  ...notes.flatMap((n) => [
    n.authorId,
    ...n.resolutions.map((x) => x.byId),
    ...n.replies.map((x) => x.authorId),
    ...n.answers.map((x) => x.byId),
  ]),
];

const revisionLine = (r: RevisionRow) => ({
  id: r.id,
  stage: r.stage,
  number: r.number,
  label: revisionLabel(r.stage, r.number),
  changeNote: r.changeNote,
  offsetSamples: r.offsetSamples,
  sentById: r.sentById,
  sentAt: r.sentAt,
  rounds: r.rounds.length,
  signOffs: r.signOffs.map((s) => ({
    id: s.id,
    byId: s.byId,
    at: s.at,
    sha256: s.sha256,
    pcmSha256: s.pcmSha256,
    elsewhereBy: s.elsewhereBy,
    ending: s.ending && {
      ending: s.ending.ending,
      reason: s.ending.reason,
      byId: s.ending.byId,
      at: s.ending.at,
    },
  })),
});

const noteLine = (n: NoteRow) => ({
  id: n.id,
  revisionId: n.revisionId,
  kind: n.kind,
  state: noteState(n),
  words: n.words,
  startSample: n.startSample,
  endSample: n.endSample,
  authorId: n.authorId,
  createdAt: n.createdAt,
  round: n.round,
  request: n.request && {
    nature: n.request.nature,
    concerns: n.request.concerns,
    suggestion: n.request.suggestion,
    blocking: n.request.blocking,
  },
  closedById: standingResolution(n.resolutions)?.byId ?? null,
  /** Mastering and delivery, while nobody closed it; mixing, too, until it is answered. */
  holds:
    !n.request?.blocking || !isUnresolved(n)
      ? null
      : isAnswered(n)
        ? ("answered" as const)
        : ("unanswered" as const),
  replies: n.replies.map((x) => ({
    id: x.id,
    authorId: x.authorId,
    words: x.words,
    createdAt: x.createdAt,
  })),
  answers: n.answers.map((x) => ({
    id: x.id,
    revisionId: x.revisionId,
    outcome: x.outcome,
    words: x.words,
    byId: x.byId,
    at: x.at,
    sentBack: x.sentBack && { at: x.sentBack.at, words: x.sentBack.words },
  })),
});

type FileRow = Prisma.FileGetPayload<{ select: typeof fileSelect }>;

type Copies = Awaited<ReturnType<typeof rendersOf>>;

function fileOf(file: FileRow, reader: Reader, copies: Copies) {
  const { id, name, kind, sha256, uploadedAt } = file;
  const {
    reports: [report],
    sizeBytes,
  } = file.object;
  const listening = copies.get(sha256);
  return {
    id,
    name,
    kind,
    sha256,
    uploadedAt,
    broughtById: userIdOf(file.broughtBy),
    sizeBytes: Number(sizeBytes),
    mayTake: mayHave("take", standingOf(file), reader),
    /** Who may bring such a file may have its listening copy made again. */
    mayRenew: reader.grants.has(bringPermission[kind]),
    listening: listening
      ? { state: listening.state, progress: listening.progress, reason: listening.reason }
      : null,
    report: report
      ? {
          container: report.container,
          codec: report.codec,
          sampleRateHz: report.sampleRateHz,
          bitDepth: report.bitDepth,
          channels: report.channels,
          frames: Number(report.frames),
          pcmSha256: report.pcmSha256,
          measured: report.measured,
        }
      : null,
  };
}
