import { type Actor, actorKey, type Person, userIdOf } from "../access/actor.ts";
import { demand, grantsAt, type Place } from "../access/finding.ts";
import type { Report as Measurements } from "../audio/types.ts";
import { db, type Tx } from "../db.ts";
import { notAllowed, notFound, Refused } from "../errors.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { store } from "../storage/current.ts";
import type { Address } from "../storage/store.ts";
import { days, now } from "../time.ts";
import { demandToHave } from "./demand-to-have.ts";
import { homeFor } from "./home-for.ts";
import { newestReport } from "./newest-report.ts";
import {
  type Act,
  asked,
  bringPermission,
  columnsOf,
  type FileHome,
  fixed,
  homeOf,
  mayHave,
  type Reader,
  type Standing,
  standingOf,
} from "./rules.ts";
import type { FileHomeAddress, FileKind } from "./schema.ts";

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

/** The actor's own uploads into a song, or into the studio itself: those in flight, and those refused within the last day with their reasons. */
export async function uploadsOf(actor: Actor, address: FileHomeAddress) {
  const { home } = await homeFor(actor, address, "project.see");
  const uploads = await db.upload.findMany({
    where: {
      ...columnsOf(home),
      broughtBy: actorKey(actor),
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
  ...asked,
  id: true,
  name: true,
  sha256: true,
  uploadedAt: true,
  setAsideAt: true,
  object: {
    select: {
      sizeBytes: true,
      reports: newestReport,
    },
  },
} as const satisfies NonNullable<Parameters<typeof db.file.findMany>[0]>["select"];

const readLines = (tx: Tx, where: ReturnType<typeof columnsOf> | { id: string }) =>
  tx.file.findMany({ where, orderBy: [{ kind: "asc" }, { name: "asc" }, { id: "asc" }], select: line });
type Line = Awaited<ReturnType<typeof readLines>>[number];

/** The files of a song, or of the studio itself, that the actor may see, with what was measured of each. */
export async function filesOf(actor: Actor, address: FileHomeAddress) {
  const { home, grants } = await homeFor(actor, address, "project.see");
  const reader = { key: actorKey(actor), grants };
  const lines = await readLines(db, columnsOf(home));
  return lines.filter((file) => mayHave("see", standingOf(file), reader)).map((file) => listed(file, reader));
}

function listed(file: Line, reader: Reader) {
  const {
    reports: [report],
    sizeBytes,
  } = file.object;
  return {
    id: file.id,
    kind: file.kind satisfies FileKind,
    name: file.name,
    sha256: file.sha256,
    sizeBytes: Number(sizeBytes),
    /** The account of who brought it, where there is one. */
    broughtById: userIdOf(file.broughtBy),
    uploadedAt: file.uploadedAt,
    setAsideAt: file.setAsideAt,
    report: report ? figuresOf(report) : null,
    /** Part of what was sent: it cannot be set aside. */
    fixed: fixed(file),
    mayHear: mayHave("hear", standingOf(file), reader),
    mayTake: mayHave("take", standingOf(file), reader),
  };
}
export type ListedFile = ReturnType<typeof listed>;

/** Without the curve over time, which is the larger part and which no list shows. */
function figuresOf(report: Line["object"]["reports"][number]) {
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

/**
 * One file, for what the actor wants with it: 404 for what may not be seen, 403 for what is seen but may not be taken.
 * Who brought a file may always have it back, also after leaving the project.
 */
export async function fileFor(actor: Actor, fileId: string, act: Act, tx: Tx = db) {
  const { grants, ...known } = await grantsAt<KnownFile>(actor, knownFile(fileId), tx);
  const reader = { key: actorKey(actor), grants };
  if (known.broughtBy !== reader.key) {
    if (known.home === "song") demand(grants, "project.see");
    if (!mayHave("see", { ...known, released: false }, reader)) throw notFound();
  }
  const [file] = await readLines(tx, { id: fileId });
  if (!file) throw notFound();
  demandToHave(act, file, reader);
  return file;
}

/** For whoever sees a file: whether they may do to it what they may do to those that they bring as this kind. */
export async function fileToChange(actor: Person, fileId: string, as?: FileKind) {
  const file = await fileFor(actor, fileId, "see");
  const { home, grants } = await homeFor(actor, homeOf(file), "project.see");
  if (home.kind === "song" && !grants.has(bringPermission[as ?? file.kind])) throw notAllowed();
  return { ...file, home };
}

const homeKind = Prisma.sql`
  case when f."songId" is not null then 'song' when f."leadId" is not null then 'lead' else 'studio' end`;

/** Where this content is known, always in one order: projects, or the studio itself, each with the files that it is there. */
export async function filesWith(tx: Tx, { studioId, sha256 }: Address) {
  return tx.$queryRaw<
    {
      studioId: string;
      streamId: string;
      files: { home: FileHome["kind"]; fileKind: FileKind; sent: boolean }[];
    }[]
  >`
    select f."studioId", coalesce(s."projectId", f."studioId") as "streamId",
      json_agg(distinct jsonb_build_object('home', ${homeKind}, 'fileKind', f."kind", 'sent', exists (
        select 1 from "FileSending" x where x."fileId" = f."id" and x."as" = 'revision'))) as "files"
    from "File" f left join "Song" s on s."id" = f."songId"
    where f."studioId" = ${studioId}::uuid and f."sha256" = ${sha256} group by 1, 2 order by 2`;
}

type KnownFile = Place & Omit<Standing, "released">;

/** Where a file lies, and what decides who may see it. */
const knownFile = (fileId: string) => Prisma.sql`
  select f."studioId", s."projectId", f."kind"::text, f."broughtBy",
    ${homeKind} as "home",
    exists (select 1 from "FileSending" x where x."fileId" = f."id" and x."as" = 'revision') as "sent"
  from "File" f left join "Song" s on s."id" = f."songId" where f."id" = ${fileId}::uuid`;
