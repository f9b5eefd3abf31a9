import { inChild } from "../audio/pool.ts";
import type { Measured, MediaRefusal } from "../audio/types.ts";
import { db, type Tx } from "../db.ts";
import { dropObject } from "../files/drop-object.ts";
import { isFinal } from "../files/is-final.ts";
import { keepObject } from "../files/keep-object.ts";
import { keepUpload } from "../files/keep-upload.ts";
import { refuseUpload } from "../files/refuse-upload.ts";
import { isHeardWhole, type Unfit, unfitContent } from "../files/rules.ts";
import type { Upload as UploadRow } from "../generated/prisma/client.ts";
import type { Attempt } from "../queue.ts";
import { store } from "../storage/current.ts";
import type { Address, Facts } from "../storage/store.ts";
import { putRender } from "./put-render.ts";
import { queueRender } from "./queue-render.ts";

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
    return { measured, peaks: await store.hashFile(peaksPath), peaksPath };
  });
}

const refusalOf = ({ code, reason }: MediaRefusal): Unfit => ({ code, reason });

/** What was drawn and is to be heard goes first: the event is last, because it holds the chain of the project. */
async function keep(tx: Tx, upload: Upload, found: Found) {
  const { studioId, kind, sha256: source } = upload;
  if (found.measured) {
    const { peaks, peaksPath } = found;
    await keepObject(tx, studioId, peaks, (address) => store.keep(peaksPath, address));
    await putRender(tx, studioId, { kind: "peaks", source }, peaks);
  }
  if (isHeardWhole(kind)) await queueRender(tx, studioId, { kind: "listening_copy", source });
  await keepUpload(tx, job, upload, found.measured);
}
