import type { Person } from "../access/actor.ts";
import { finder, type InSong, songFor } from "../access/finding.ts";
import type { Report as Measurements } from "../audio/types.ts";
import { db, type Tx } from "../db.ts";
import { notFound } from "../errors.ts";
import { newestReport } from "../files/newest-report.ts";
import { filesOf, type ListedFile, startSampleOf } from "../files/queries.ts";
import type { FileKind } from "../files/schema.ts";
import { type SetKind as HandedKind, type HandOff, Prisma, type Render } from "../generated/prisma/client.ts";
import { namesOf } from "../people/queries.ts";
import { reconciliationOf, rendersOf } from "../renders/queries.ts";
import { referenceOf } from "../renders/rules.ts";
import { turnsFor } from "../work/turns-for.ts";
import { turnsOf } from "../work/turns-of.ts";
import { checkPremaster } from "./check-premaster.ts";
import { type Beside, checkSet } from "./check-set.ts";
import { readSheet } from "./read-sheet.ts";
import { type Finding, type Measured, settled, sheetsOf } from "./rules.ts";
import type { SetKind } from "./schema.ts";
import { songStates } from "./song-states.ts";

const measured = {
  id: true,
  studioId: true,
  name: true,
  kind: true,
  sha256: true,
  uploadedAt: true,
  object: { select: { sizeBytes: true, reports: newestReport } },
} satisfies Prisma.FileSelect;
type Row = Prisma.FileGetPayload<{ select: typeof measured }>;

const setKinds = ["multitrack", "stem", "rough_mix", "document"] as const;

/** The set as it lies there now, with what its checks find. */
export async function currentSet(tx: Tx, songId: string, kind: SetKind) {
  const { files, findings } = await checkedSet(tx, songId);
  return { files, findings: findings[kind] };
}

async function checkedSet(tx: Tx, songId: string) {
  const song = await tx.song.findUniqueOrThrow({
    where: { id: songId },
    select: { project: { select: { sampleRateHz: true, bitDepth: true } } },
  });
  const rows = await tx.file.findMany({
    where: { songId, kind: { in: [...setKinds] }, setAsideAt: null },
    orderBy: { name: "asc" },
    select: measured,
  });
  const files = rows.map(measuredOf);
  const around = await beside(tx, songId, rows);
  const checked = (kind: SetKind) => checkSet(kind, files, song.project, around);
  return { files, findings: { multitracks: checked("multitracks"), stems: checked("stems") } };
}

export async function premasterFindings(tx: Tx, fileId: string) {
  const { song, ...file } = await tx.file.findUniqueOrThrow({
    where: { id: fileId },
    select: {
      ...measured,
      song: { select: { project: { select: { sampleRateHz: true, bitDepth: true } } } },
    },
  });
  if (!song) throw notFound();
  return checkPremaster(measuredOf(file), song.project);
}

/** What the checks find in a mix made elsewhere, for whoever may supply one: before it is sent, and after. */
export async function suppliedFindings(actor: Person, fileId: string) {
  const { findings } = await premasterFor(actor, fileId, "premaster.upload");
  return findings;
}

const premasterFor = finder<{ findings: Finding[] }, InSong>(
  (fileId) => Prisma.sql`
    select s."studioId", s."projectId", s."id" as "songId" from "File" f join "Song" s on s."id" = f."songId"
    where f."id" = ${fileId}::uuid and f."kind" = 'premaster'`,
  async (tx, fileId) => ({ findings: await premasterFindings(tx, fileId) }),
);

/** The hand-off page of the set: what lies there, what was offered before, and who may do what about it. */
export async function setPage(actor: Person, songId: string) {
  const { song, studioId, projectId, roles, grants } = await songFor(actor, songId, "set.see");
  const [{ findings }, files, handOffs, project, states] = await Promise.all([
    checkedSet(db, songId),
    filesOf(actor, { kind: "song", songId }),
    db.handOff.findMany({
      where: { songId, fromStage: "recording" },
      orderBy: { number: "desc" },
      omit: { salt: true },
      include: { files: { select: handedOff }, checks: { omit: { salt: true } }, settlement: true },
    }),
    db.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { id: true, title: true, artistName: true, sampleRateHz: true, bitDepth: true },
    }),
    songStates(db, [songId]),
  ]);
  const state = states.get(songId);
  if (!state) throw notFound();
  const turns = turnsFor(turnsOf(state), { userId: actor.userId, grants });
  const { people: participants } = state;
  const inSet = files.filter((f) => isSetKind(f.kind));
  const present = inSet.filter((f) => !f.setAsideAt);
  const copies = await rendersOf(
    db,
    "listening_copy",
    inSet.map(({ sha256 }) => ({ studioId, sha256 })),
  );
  return {
    me: { userId: actor.userId, roles, grants: [...grants] },
    project,
    song: { id: song.id, title: song.title },
    workItems: state.work.map(({ stage, state, heldReason }) => ({ stage, state, heldReason })),
    participants: participants.map(({ userId, part }) => ({ userId, part })),
    handingOff: turns.find((t) => t.act === "handOffSet") ?? null,
    receiving: turns.find((t) => t.act === "receiveSet") ?? null,
    files: inSet.map((file) => setFile(file, copies.get(file.sha256))),
    referenceId: referenceOf(present)?.id ?? null,
    sheetId: sheetsOf(present)[0]?.id ?? null,
    findings,
    handOffs: handOffs.map(({ files: passed, settlement, ...handOff }) => ({
      ...handOff,
      ...settled(settlement),
      files: passed.map(({ kind, file: { id, object } }) => ({
        id,
        kind,
        sizeBytes: Number(object.sizeBytes),
      })),
    })),
    people: await namesOf([
      ...participants.map((p) => p.userId),
      ...inSet.flatMap((f) => f.broughtById ?? []),
      ...handOffs.flatMap((h) => [
        h.offeredById,
        ...(h.settlement ? [h.settlement.byId] : []),
        ...h.checks.flatMap((c) => (c.acknowledgedById ? [c.acknowledgedById] : [])),
      ]),
    ]),
  };
}
export type SetPage = Awaited<ReturnType<typeof setPage>>;

const handedOff = {
  kind: true,
  file: { select: { id: true, object: { select: { sizeBytes: true } } } },
} satisfies Prisma.HandOffFileSelect;

const isSetKind = (kind: FileKind) => (setKinds as readonly FileKind[]).includes(kind);

/** What a row of the page shows; the whole report would be most of the page's weight. */
function setFile(file: ListedFile, copy: Pick<Render, "state" | "progress" | "reason"> | undefined) {
  const { id, kind, name, sizeBytes, broughtById, uploadedAt, setAsideAt, report } = file;
  return {
    id,
    kind,
    name,
    sizeBytes,
    broughtById,
    uploadedAt,
    setAsideAt,
    listeningCopy: copy ? { state: copy.state, progress: copy.progress, reason: copy.reason } : null,
    fixed: file.fixed,
    mayTake: file.mayTake,
    report: report && {
      sampleRateHz: report.sampleRateHz,
      bitDepth: report.bitDepth,
      channels: report.channels,
      frames: report.frames,
      startSample: report.startSample,
      truePeakDbtp: report.truePeakDbtp,
      integratedLufs: report.integratedLufs,
    },
  };
}

export async function premasterPage(actor: Person, songId: string) {
  await songFor(actor, songId, "history.see");
  const handOffs = await db.handOff.findMany({
    where: { songId, fromStage: "mixing" },
    orderBy: { number: "desc" },
    omit: { salt: true },
    include: {
      checks: { omit: { salt: true }, include: { file: { select: { name: true } } } },
      revision: { select: { id: true, number: true } },
      settlement: true,
    },
  });
  const signOff = await db.signOff.findFirst({
    where: { revision: { songId, stage: "mixing" }, ending: null },
    orderBy: { at: "desc" },
    omit: { salt: true },
    include: { revision: { select: { fileId: true } } },
  });
  const findings = signOff ? await premasterFindings(db, signOff.revision.fileId) : [];
  return {
    handOffs: handOffs.map(({ settlement, ...handOff }) => ({ ...handOff, ...settled(settlement) })),
    signOff,
    findings,
  };
}

/** What it demands depends on what it passes. */
export const handOffFor = finder<{ handOff: HandOff }, InSong & { kind: HandedKind }>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", s."id" as "songId", h."kind"::text
    from "HandOff" h join "Song" s on s."id" = h."songId" where h."id" = ${id}::uuid`,
  async (tx, id) => {
    const handOff = await tx.handOff.findUnique({ where: { id } });
    return handOff && { handOff };
  },
);

function measuredOf({ object, ...file }: Row): Measured {
  const [report] = object.reports;
  return {
    id: file.id,
    name: file.name,
    kind: file.kind,
    sha256: file.sha256,
    uploadedAt: file.uploadedAt,
    report: report
      ? {
          engineVersion: report.engineVersion,
          sampleRateHz: report.sampleRateHz,
          bitDepth: report.bitDepth,
          channels: report.channels,
          frames: Number(report.frames),
          startSample: startSampleOf(report),
          truePeakDbtp: report.truePeakDbtp,
          ...foundIn(report.measured as unknown as Measurements),
        }
      : null,
  };
}

const foundIn = ({ clippedRuns, silent, silenceHeadSamples, silenceTailSamples }: Measurements) => ({
  clippedRuns,
  silent,
  silenceHeadSamples,
  silenceTailSamples,
});

async function beside(tx: Tx, songId: string, files: readonly Row[]): Promise<Beside> {
  const arriving = await tx.upload.findMany({
    where: { songId, kind: { in: [...setKinds] }, state: { in: ["receiving", "checking"] }, reason: null },
    orderBy: { id: "asc" },
    select: { name: true },
  });
  return {
    sum: await comparedSum(tx, songId, files),
    sheet: await readSheet(files),
    arriving: arriving.map((upload) => upload.name),
  };
}

async function comparedSum(tx: Tx, songId: string, files: readonly Row[]): Promise<Beside["sum"]> {
  const reference = referenceOf(files);
  if (!reference) return null;
  const { studioId, sha256, name } = reference;
  const stems = files.filter((f) => f.kind === "stem").map((stem) => stem.sha256);
  const found = await reconciliationOf(tx, songId, { studioId, stems, reference: sha256 });
  return found === null || found === "failed" ? found : { referenceName: name, ...found };
}
