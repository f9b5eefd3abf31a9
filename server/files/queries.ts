import type { Person } from "../access/actor.ts";
import { demand, type InProject, sightOf, songFor } from "../access/finding.ts";
import type { Permission } from "../access/permissions.ts";
import type { Report as Measurements } from "../audio/types.ts";
import { db, type Tx } from "../db.ts";
import { notAllowed, notFound, Refused } from "../errors.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { store } from "../storage/current.ts";
import { days, now } from "../time.ts";
import { type Act, bringPermission, isFixed, mayWith, type Standing } from "./rules.ts";
import type { FileKind } from "./schema.ts";

/** How many bytes of an upload need not be sent again. */
export async function receivedOf(uploadId: string): Promise<number> {
  const upload = await db.upload.findUnique({
    where: { id: uploadId },
    select: { state: true, sizeBytes: true },
  });
  if (!upload)
    throw new Refused(
      "GONE",
      "This upload was given up, and nothing of it is kept. Drop the file again to send it.",
    );
  return upload.state === "receiving" ? store.received(uploadId) : Number(upload.sizeBytes);
}

/** The actor's own uploads of a song: those in flight, and those refused within the last day with their reasons. */
export async function uploadsOf(actor: Person, songId: string) {
  await songFor(actor, songId, "project.see");
  const uploads = await db.upload.findMany({
    where: {
      songId,
      startedById: actor.userId,
      OR: [
        { state: { in: ["receiving", "checking"] } },
        { state: { in: ["refused", "kept"] }, settledAt: { gt: new Date(now().getTime() - days(1)) } },
      ],
    },
    orderBy: { id: "asc" },
    select: {
      id: true,
      kind: true,
      name: true,
      sha256: true,
      sizeBytes: true,
      state: true,
      reason: true,
      startedAt: true,
      settledAt: true,
    },
  });
  return Promise.all(
    uploads.map(async (upload) => ({
      ...upload,
      sizeBytes: Number(upload.sizeBytes),
      receivedBytes:
        upload.state === "receiving" ? await store.received(upload.id) : Number(upload.sizeBytes),
    })),
  );
}

const line = {
  id: true,
  kind: true,
  name: true,
  sha256: true,
  songId: true,
  studioId: true,
  uploadedById: true,
  uploadedAt: true,
  setAsideAt: true,
  handOffs: { select: { handOff: { select: { state: true } } } },
  song: { select: { workItems: { where: { stage: "recording" }, select: { state: true } } } },
  revision: {
    select: {
      id: true,
      stage: true,
      number: true,
      workItem: { select: { stage: true, state: true } },
      signOffs: { where: { ending: null }, select: { id: true } },
    },
  },
  object: {
    select: {
      sizeBytes: true,
      report: true,
      renders: { select: { kind: true, state: true, progress: true, reason: true, sha256: true } },
    },
  },
} as const satisfies NonNullable<Parameters<typeof db.file.findMany>[0]>["select"];

const readLines = (tx: Tx, where: { songId: string } | { id: string }) =>
  tx.file.findMany({ where, orderBy: [{ kind: "asc" }, { name: "asc" }, { id: "asc" }], select: line });
type Line = Awaited<ReturnType<typeof readLines>>[number];

/** The files of a song that the actor may see, with what was measured of each. */
export async function filesOf(actor: Person, songId: string) {
  const { grants } = await songFor(actor, songId, "project.see");
  const { userId } = actor;
  const lines = await readLines(db, { songId });
  return lines.filter((file) => may("see", file, userId, grants)).map((file) => listed(file, userId, grants));
}

function listed(file: Line, userId: string, grants: ReadonlySet<Permission>) {
  const { report, renders, sizeBytes } = file.object;
  const render = (kind: "peaks" | "listening_copy") => {
    const found = renders.find((r) => r.kind === kind);
    return found ? { state: found.state, progress: found.progress, reason: found.reason } : null;
  };
  return {
    id: file.id,
    kind: file.kind satisfies FileKind,
    name: file.name,
    sha256: file.sha256,
    sizeBytes: Number(sizeBytes),
    uploadedById: file.uploadedById,
    uploadedAt: file.uploadedAt,
    setAsideAt: file.setAsideAt,
    report: report && figuresOf(report),
    peaks: render("peaks"),
    listeningCopy: render("listening_copy"),
    revision: file.revision && {
      id: file.revision.id,
      stage: file.revision.stage,
      number: file.revision.number,
    },
    /** Part of what was sent: it cannot be set aside. */
    fixed: fixed(file),
    mayHear: may("hear", file, userId, grants),
    mayTake: may("take", file, userId, grants),
  };
}
export type ListedFile = ReturnType<typeof listed>;

/** Without the curve over time, which is the larger part and which no list shows. */
function figuresOf(report: NonNullable<Line["object"]["report"]>) {
  const { loudnessOverTime: _, ...figures } = report.measured as unknown as Measurements;
  return {
    container: report.container,
    codec: report.codec,
    sampleRateHz: report.sampleRateHz,
    bitDepth: report.bitDepth,
    sampleFormat: report.sampleFormat,
    channels: report.channels,
    frames: Number(report.frames),
    startSample: startSampleOf(report),
    pcmSha256: report.pcmSha256,
    ...figures,
  };
}

/** A time of day in samples stays far below 2^53. */
export const startSampleOf = ({ startSample }: { startSample: bigint | null }) =>
  startSample === null ? null : Number(startSample);

export const fixed = (file: Pick<Line, "handOffs" | "revision" | "song">) =>
  isFixed({
    revised: file.revision !== null,
    handOffs: file.handOffs.map(({ handOff }) => handOff.state),
    recording: file.song.workItems[0]?.state ?? null,
  });

/**
 * One file, for what the actor wants with it: 404 for what may not be seen, 403 for what is seen but may not be taken.
 * Who brought a file may always have it back, also after leaving the project.
 */
export async function fileFor(actor: Person, fileId: string, act: Act, tx: Tx = db) {
  const { userId } = actor;
  const { grants, ...known } = await sightOf<KnownFile>(actor, knownFile(fileId), tx);
  if (known.uploadedById !== userId) {
    demand(grants, "project.see");
    if (!mayWith("see", { ...known, released: false }, grants)) throw notFound();
  }
  const [file] = await readLines(tx, { id: fileId });
  if (!file) throw notFound();
  if (!may(act, file, userId, grants)) {
    throw new Refused(
      "NOT_ALLOWED",
      file.kind === "master" && grants.has("master.download")
        ? "The master can be downloaded once it is signed off. Until then you can listen to it."
        : "You can listen to this, but your part in the project does not include taking the file. Ask the studio to change your part.",
    );
  }
  return file;
}

/** For whoever sees a file: whether they may do to it what they may do to those that they bring as this kind. */
export async function fileToChange(actor: Person, fileId: string, as?: FileKind) {
  const file = await fileFor(actor, fileId, "see");
  const { projectId, grants } = await songFor(actor, file.songId, "project.see");
  if (!grants.has(bringPermission[as ?? file.kind])) throw notAllowed();
  return { ...file, projectId };
}

type KnownFile = InProject & { kind: FileKind; sent: boolean; uploadedById: string };

/** Where a file lies, and what decides who may see it. */
const knownFile = (fileId: string) => Prisma.sql`
  select s."studioId", s."projectId", f."kind"::text, f."uploadedById", r."id" is not null as "sent"
  from "File" f join "Song" s on s."id" = f."songId" left join "Revision" r on r."fileId" = f."id"
  where f."id" = ${fileId}::uuid`;

function may(act: Act, file: Line, userId: string, grants: ReadonlySet<Permission>) {
  return file.uploadedById === userId || mayWith(act, standingOf(file), grants);
}

function standingOf({ kind, revision }: Line): Standing {
  const work = revision?.workItem;
  return {
    kind,
    sent: revision !== null,
    released:
      work?.stage === "mastering" && work.state === "approved" && (revision?.signOffs.length ?? 0) > 0,
  };
}
