import { type Actor, demand, projectFor, songFor } from "../access.ts";
import { db, type Tx } from "../db.ts";
import { notFound } from "../errors.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { store } from "../storage/current.ts";
import { type Beside, checkPremaster, checkSet, type Finding, type Measured, namesOnSheet } from "./rules.ts";
import { setKey } from "./set-key.ts";

const measured = {
  id: true,
  studioId: true,
  name: true,
  kind: true,
  sha256: true,
  uploadedAt: true,
  uploadedById: true,
  object: { select: { sizeBytes: true, report: true } },
} satisfies Prisma.FileSelect;
type Row = Prisma.FileGetPayload<{ select: typeof measured }>;

const setKinds = ["multitrack", "stem", "rough_mix", "document"] as const;

/** The set as it lies there now, with what its checks find. */
export async function currentSet(tx: Tx, songId: string, kind: "multitracks" | "stems") {
  const song = await tx.song.findUniqueOrThrow({
    where: { id: songId },
    select: { project: { select: { sampleRateHz: true, bitDepth: true } } },
  });
  const files = await tx.file.findMany({
    where: { songId, kind: { in: [...setKinds] }, setAsideAt: null },
    orderBy: { name: "asc" },
    select: measured,
  });
  const findings = checkSet(kind, files.map(measuredOf), song.project, await beside(tx, files));
  return { files, findings };
}

export async function premasterFindings(
  tx: Tx,
  revisionId: string,
): Promise<{ fileId: string; findings: Finding[] }> {
  const revision = await tx.revision.findUniqueOrThrow({
    where: { id: revisionId },
    select: {
      file: { select: measured },
      song: { select: { project: { select: { sampleRateHz: true, bitDepth: true } } } },
    },
  });
  return {
    fileId: revision.file.id,
    findings: checkPremaster(measuredOf(revision.file), revision.song.project),
  };
}

/** The hand-off page of the set: what lies there, what was offered before, and who may do what about it. */
export async function setPage(actor: Actor, songId: string, kind: "multitracks" | "stems") {
  const { song, projectId, grants } = await songFor(actor, songId, "set.see");
  const [set, handOffs, project, workItems] = await Promise.all([
    currentSet(db as unknown as Tx, songId, kind),
    db.handOff.findMany({
      where: { songId, fromStage: "recording" },
      orderBy: { number: "desc" },
      include: {
        files: { select: { fileId: true } },
        checks: { include: { file: { select: { name: true } } } },
      },
    }),
    db.project.findUniqueOrThrow({
      where: { id: projectId },
      select: {
        id: true,
        title: true,
        artistName: true,
        stages: true,
        sampleRateHz: true,
        bitDepth: true,
        studio: { select: { id: true, name: true } },
      },
    }),
    db.workItem.findMany({ where: { songId }, select: { id: true, stage: true, state: true } }),
  ]);
  const people = await db.user.findMany({
    where: {
      id: {
        in: [
          ...handOffs.flatMap((h) => [h.offeredById, h.settledById ?? h.offeredById]),
          ...set.files.map((f) => f.uploadedById),
        ],
      },
    },
    select: { id: true, name: true, email: true },
  });
  return {
    me: { grants: [...grants] },
    project,
    song: { id: song.id, title: song.title },
    workItems,
    files: set.files.map((f) => ({
      ...measuredOf(f),
      uploadedAt: f.uploadedAt,
      uploadedById: f.uploadedById,
      sizeBytes: Number(f.object.sizeBytes),
    })),
    findings: set.findings,
    handOffs,
    people: Object.fromEntries(people.map((p) => [p.id, p.name ?? p.email])),
  };
}

export async function premasterPage(actor: Actor, songId: string) {
  const { grants } = await songFor(actor, songId, "revision.hear");
  demand(grants, "history.see");
  const handOffs = await db.handOff.findMany({
    where: { songId, fromStage: "mixing" },
    orderBy: { number: "desc" },
    include: {
      checks: { include: { file: { select: { name: true } } } },
      revision: { select: { id: true, number: true } },
    },
  });
  const signOff = await db.signOff.findFirst({
    where: { revision: { songId, stage: "mixing" }, ending: null },
    orderBy: { at: "desc" },
  });
  const findings = signOff ? (await premasterFindings(db as unknown as Tx, signOff.revisionId)).findings : [];
  return { handOffs, signOff, findings };
}

/** A hand-off's own permission depends on what it passes. */
export async function handOffFor(
  actor: Actor,
  handOffId: string,
  act: "take" | "receive",
  tx: Tx = db as unknown as Tx,
) {
  const handOff = await tx.handOff.findUnique({
    where: { id: handOffId },
    include: { song: { select: { projectId: true } } },
  });
  if (!handOff) throw notFound();
  const premaster = handOff.kind === "premaster";
  const permission =
    act === "receive"
      ? premaster
        ? "premaster.receive"
        : "set.receive"
      : premaster
        ? "mix.download"
        : "set.download";
  return { ...(await projectFor(actor, handOff.song.projectId, permission, tx)), handOff };
}

function measuredOf({ object, ...file }: Row): Measured {
  const report = object.report;
  return {
    id: file.id,
    name: file.name,
    kind: file.kind,
    sha256: file.sha256,
    report: report && {
      sampleRateHz: report.sampleRateHz,
      bitDepth: report.bitDepth,
      channels: report.channels,
      frames: Number(report.frames),
      integratedLufs: report.integratedLufs,
      truePeakDbtp: report.truePeakDbtp,
      samplePeakDbfs: report.samplePeakDbfs,
      ...(report.measured as Pick<
        NonNullable<Measured["report"]>,
        "clippedRuns" | "silent" | "silenceHeadSamples"
      >),
    },
  };
}

async function beside(tx: Tx, files: readonly Row[]): Promise<Beside> {
  const sheet = files.find(
    (f) => f.kind === "document" && /track[ _-]?(sheet|list).*\.(txt|csv|tsv|md)$/i.test(f.name),
  );
  return {
    sum: await comparedSum(tx, files),
    sheet: sheet ? { fileId: sheet.id, names: namesOnSheet(await firstText(sheet)) } : null,
  };
}

async function comparedSum(tx: Tx, files: readonly Row[]): Promise<Beside["sum"]> {
  const reference = files.find((f) => f.kind === "rough_mix");
  if (!reference) return null;
  const found = await tx.sumComparison.findUnique({
    where: { studioId_setKey: { studioId: reference.studioId, setKey: setKey(files) } },
  });
  return found && { referenceName: reference.name, residualDb: found.residualDb };
}

const sheetLimitBytes = 65_536;

async function firstText({ studioId, sha256, object }: Row): Promise<string> {
  const end = Math.min(Number(object.sizeBytes), sheetLimitBytes) - 1;
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read({ studioId, sha256 }, { start: 0, end })) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
