import { engine } from "../audio/engine-version.ts";
import { inChild } from "../audio/pool.ts";
import type { Measured, MediaRefusal } from "../audio/types.ts";
import { db, type Tx } from "../db.ts";
import { record } from "../events.ts";
import type { Upload as UploadRow } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import type { Attempt } from "../queue.ts";
import { store } from "../storage/current.ts";
import type { Address, Facts } from "../storage/store.ts";
import { now } from "../time.ts";
import { compareLater } from "./compare-later.ts";
import { copyLater } from "./copy-later.ts";
import { dropObject } from "./drop-object.ts";
import { isFinal } from "./is-final.ts";
import { keepObject } from "./keep-object.ts";
import { refuseUpload } from "./refuse-upload.ts";
import { columnsOf, type FileHome, homeOf, streamOf, type Unfit, unfitContent } from "./rules.ts";

const job = { kind: "job", name: "files.admit" } as const;

type Upload = UploadRow & { song: { projectId: string } | null };
type Found = { measured: Measured; peaks: Facts; peaksPath: string } | { measured: null };

/** Looks into a file that arrived whole: it becomes an original with its report and waveform, or is refused with a reason. */
export async function admitUpload({ uploadId }: { uploadId: string }, attempt: Attempt) {
  const upload = await db.upload.findUnique({
    where: { id: uploadId },
    include: { song: { select: { projectId: true } } },
  });
  if (upload?.state !== "checking" || !upload.objectSha256) return;
  const address = { studioId: upload.studioId, sha256: upload.objectSha256 };
  const peaksPath = await store.scratch(`peaks.${attempt.key}`);
  try {
    const looked = await look(upload, address, peaksPath, attempt).catch(async (error: unknown) => {
      if (!(await isFinal(attempt))) throw error;
      console.error(`upload ${uploadId} could not be checked`, error);
      return unreadable;
    });
    if ("reason" in looked) {
      await attempt.fenced((tx) => refuseUpload(tx, job, { id: uploadId, from: "checking" }, looked));
      await dropObject(address);
    } else {
      await attempt.fenced((tx) => keep(tx, upload, looked));
    }
  } finally {
    await store.discard(peaksPath);
  }
}

const unreadable: Unfit = {
  code: "unreadable",
  reason:
    "The portal could not read this file, after several tries. Nothing of it was kept. Export it again, or send it to the studio in another format.",
};

async function look(
  upload: Upload,
  address: Address,
  peaksPath: string,
  attempt: Attempt,
): Promise<Found | Unfit> {
  return store.atPath(address, async (path) => {
    const seen = await inChild("sniff", { path }, { signal: attempt.signal });
    if (!seen.ok) return refusalOf(seen);
    const unfit = unfitContent(upload.kind, upload.name, seen.sniffed);
    if (unfit) return unfit;
    const known = await db.report.count({ where: address });
    if (upload.kind === "document" || known > 0) return { measured: null };
    const measured = await inChild("measure", { path, out: peaksPath }, { signal: attempt.signal });
    if (!measured.ok) return refusalOf(measured);
    return { measured, peaks: await store.weigh(peaksPath), peaksPath };
  });
}

const refusalOf = ({ code, reason }: MediaRefusal): Unfit => ({ code, reason });

async function keep(tx: Tx, upload: Upload, found: Found) {
  const { id, studioId, songId, kind, name, broughtBy } = upload;
  const home = homeOf(upload);
  const address = { studioId, sha256: upload.sha256 };
  const { count } = await tx.upload.updateMany({
    where: { id, state: "checking" },
    data: { state: "kept", reason: null, settledAt: now() },
  });
  if (count === 0) return;
  if (found.measured) await keepReport(tx, address, found);
  await copyLater(tx, upload);
  const fileId = newId();
  const made = await tx.file.createMany({
    data: {
      ...columnsOf(home),
      id: fileId,
      kind,
      name,
      sha256: address.sha256,
      broughtBy,
      uploadedAt: now(),
    },
    skipDuplicates: true,
  });
  if (made.count === 1) {
    await compareLater(tx, upload);
    await record(tx, job, {
      kind: "file.kept",
      ...streamOf(home),
      subject: { fileId, songId, fileKind: kind, sha256: address.sha256 },
    });
    return;
  }
  await restore(tx, upload, home);
}

/** The same file under the same name is here: brought again, it is back in the set. */
async function restore(tx: Tx, { songId, kind, name, sha256 }: Upload, home: FileHome) {
  const file = await tx.file.findFirstOrThrow({
    where: { ...columnsOf(home), kind, name, sha256 },
    select: { id: true },
  });
  const back = await tx.file.updateMany({
    where: { id: file.id, setAsideAt: { not: null } },
    data: { setAsideAt: null },
  });
  if (back.count === 0) return;
  await compareLater(tx, { kind, songId });
  await record(tx, job, {
    kind: "file.restored",
    ...streamOf(home),
    subject: { fileId: file.id, songId, fileKind: kind },
  });
}

async function keepReport(
  tx: Tx,
  { studioId, sha256 }: Address,
  { measured, peaks, peaksPath }: Extract<Found, { peaks: Facts }>,
) {
  await keepObject(tx, studioId, peaks, (address) => store.keep(peaksPath, address));
  const { container, codec, sampleRateHz, bitDepth, sampleFormat, channels, frames, startSample } =
    measured.format;
  const { integratedLufs, shortTermMaxLufs, loudnessRangeLu, truePeakDbtp, samplePeakDbfs } = measured.report;
  await tx.report.createMany({
    data: {
      studioId,
      sha256,
      engineVersion: engine.version,
      container,
      codec,
      sampleRateHz,
      bitDepth,
      sampleFormat,
      channels,
      frames,
      startSample,
      pcmSha256: measured.pcmSha256,
      integratedLufs,
      shortTermMaxLufs,
      loudnessRangeLu,
      truePeakDbtp,
      samplePeakDbfs,
      measured: measured.report,
    },
    skipDuplicates: true,
  });
  await tx.render.createMany({
    data: {
      id: newId(),
      studioId,
      sourceSha256: sha256,
      kind: "peaks",
      state: "ready",
      progress: 1,
      sha256: peaks.sha256,
      madeAt: now(),
    },
    skipDuplicates: true,
  });
}
