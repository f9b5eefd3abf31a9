import type { Actor } from "../access/actor.ts";
import { engine } from "../audio/engine-version.ts";
import type { Measured } from "../audio/types.ts";
import type { Tx } from "../db.ts";
import { record } from "../events.ts";
import type { Upload as UploadRow } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import type { Address } from "../storage/store.ts";
import { now } from "../time.ts";
import { columnsOf, homeOf, streamOf } from "./rules.ts";

type Upload = UploadRow & { song: { projectId: string } | null };

/** Settles an upload that passed its checks, once: it is an original of its home, with the report where it was measured. */
export async function keepUpload(tx: Tx, actor: Actor, upload: Upload, measured: Measured | null) {
  const { id, studioId, songId, kind, name, sha256, broughtBy } = upload;
  const home = homeOf(upload);
  const { count } = await tx.upload.updateMany({
    where: { id, state: "checking" },
    data: { state: "kept", reason: null, settledAt: now() },
  });
  if (count === 0) return;
  if (measured) await keepReport(tx, { studioId, sha256 }, measured);
  const fileId = newId();
  const made = await tx.file.createMany({
    data: { ...columnsOf(home), id: fileId, kind, name, sha256, broughtBy, uploadedAt: now() },
    skipDuplicates: true,
  });
  if (made.count === 0) return restore(tx, actor, upload);
  await record(tx, actor, {
    kind: "file.kept",
    ...streamOf(home),
    subject: { fileId, songId, fileKind: kind, sha256 },
  });
}

/** The same file under the same name is here: brought again, it is back in the set. */
async function restore(tx: Tx, actor: Actor, upload: Upload) {
  const { songId, kind, name, sha256 } = upload;
  const home = homeOf(upload);
  const file = await tx.file.findFirstOrThrow({
    where: { ...columnsOf(home), kind, name, sha256 },
    select: { id: true },
  });
  const back = await tx.file.updateMany({
    where: { id: file.id, setAsideAt: { not: null } },
    data: { setAsideAt: null },
  });
  if (back.count === 0) return;
  await record(tx, actor, {
    kind: "file.restored",
    ...streamOf(home),
    subject: { fileId: file.id, songId, fileKind: kind },
  });
}

async function keepReport(tx: Tx, address: Address, { format, report, pcmSha256 }: Measured) {
  const { container, codec, sampleRateHz, bitDepth, sampleFormat, channels, frames, startSample } = format;
  const { integratedLufs, shortTermMaxLufs, loudnessRangeLu, truePeakDbtp, samplePeakDbfs } = report;
  await tx.report.createMany({
    data: {
      ...address,
      engineVersion: engine.version,
      container,
      codec,
      sampleRateHz,
      bitDepth,
      sampleFormat,
      channels,
      frames,
      startSample,
      pcmSha256,
      integratedLufs,
      shortTermMaxLufs,
      loudnessRangeLu,
      truePeakDbtp,
      samplePeakDbfs,
      measured: report,
    },
    skipDuplicates: true,
  });
}
