import { actorOf } from "../access/actor.ts";
import { db, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { announce } from "../events.ts";
import { enqueue } from "../queue.ts";
import { store } from "../storage/current.ts";
import { BodyMisfit } from "../storage/form-part.ts";
import type { Facts } from "../storage/store.ts";
import { demandSpace } from "./demand-space.ts";
import { holdUpload } from "./hold-upload.ts";
import { homeFor } from "./home-for.ts";
import { keepObject } from "./keep-object.ts";
import { refuseUpload } from "./refuse-upload.ts";
import { bringPermission, homeOf, streamOf, type Unfit } from "./rules.ts";

export type Arriving = {
  uploadId: string;
  startByte: number;
  bytes: AsyncIterable<Uint8Array>;
  signal: AbortSignal;
};

const spaceCheckBytes = 64 << 20;

/** Takes the bytes of a started upload in. Whoever started it is still the one who must be allowed when it ends. */
export async function receiveUpload(arriving: Arriving) {
  const upload = await uploadOf(arriving.uploadId);
  if (upload.state !== "receiving") return settled(upload);
  return holdUpload(upload.id, (signal) => receive(arriving, AbortSignal.any([signal, arriving.signal])));
}

async function receive({ uploadId, startByte, bytes }: Arriving, signal: AbortSignal) {
  // It may have ended while this sending waited for its turn.
  const upload = await uploadOf(uploadId);
  if (upload.state !== "receiving") return settled(upload);
  const sizeBytes = Number(upload.sizeBytes);
  const receivedBytes = await store.received(uploadId);
  if (startByte > receivedBytes || startByte > sizeBytes) {
    throw new Refused(
      "CONFLICT",
      `${receivedBytes} bytes of this file are here; sending goes on from there.`,
    );
  }
  await demandSpace(sizeBytes - startByte);
  const facts = await append(upload, startByte, watched(bytes, signal));
  if (facts.sha256 !== upload.sha256 || facts.sizeBytes !== sizeBytes) throw await refused(upload, altered);
  return admitLater(upload, facts);
}

async function uploadOf(uploadId: string) {
  const upload = await db.upload.findUnique({
    where: { id: uploadId },
    include: { song: { select: { projectId: true } } },
  });
  if (!upload)
    throw new Refused(
      "GONE",
      "This upload was given up, and nothing of it is kept. Drop the file again to send it.",
    );
  return upload;
}
type Upload = Awaited<ReturnType<typeof uploadOf>>;

function settled(upload: Upload) {
  if (upload.state === "refused") throw new Refused("INVALID", upload.reason ?? "");
  return { uploadId: upload.id, state: upload.state };
}

async function append(upload: Upload, startByte: number, bytes: AsyncIterable<Uint8Array>) {
  try {
    return await store.append(upload.id, startByte, bytes);
  } catch (error) {
    if (error instanceof BodyMisfit) {
      // The end of what came is the form's, not the file's: none of this sending is trusted.
      await store.cut(upload.id, startByte);
      if (error.misfit === "short" || error.misfit === "long") throw await refused(upload, altered);
      if (error.misfit === "no_form") {
        throw new Refused(
          "INVALID",
          "This was not sent as the portal expects it, and nothing of it was kept. Reload the page and drop the file again.",
        );
      }
      throw new Refused(
        "CONFLICT",
        "Sending broke off before the end. What arrived before is kept; send it again and it goes on from there.",
      );
    }
    // Asks for more than is free, so that it speaks even when a file system keeps a little for itself.
    if ((error as { code?: string }).code === "ENOSPC") await demandSpace(Number.POSITIVE_INFINITY);
    throw error;
  }
}

async function* watched(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  const coming = bytes[Symbol.asyncIterator]();
  let sinceCheck = 0;
  for (;;) {
    const next = await unlessAborted(coming.next(), signal);
    if (next.done) return;
    sinceCheck += next.value.length;
    if (sinceCheck >= spaceCheckBytes) {
      sinceCheck = 0;
      await demandSpace(0);
    }
    yield next.value;
  }
}

/** A connection that died without a word never ends its waiting by itself. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, refuse) => {
    stop = () => refuse(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

const altered: Unfit = {
  code: "altered",
  reason:
    "What arrived is not what was sent: the file was altered on the way, or while it was being sent. Nothing of it was kept; drop it again.",
};
const notAllowed: Unfit = {
  code: "not_allowed",
  reason:
    "Your part in the project changed while this was being sent, and does not include bringing it any more. Nothing of it was kept.",
};

async function refused(upload: Upload, unfit: Unfit) {
  await transact((tx) => refuseUpload(tx, starterOf(upload), { id: upload.id, from: "receiving" }, unfit));
  await store.abort(upload.id);
  return new Refused(unfit === notAllowed ? "NOT_ALLOWED" : "INVALID", unfit.reason);
}

const starterOf = (upload: Upload) => actorOf(upload.broughtBy);

async function admitLater(upload: Upload, facts: Facts) {
  const { id: uploadId, studioId } = upload;
  try {
    await transact(async (tx) => {
      const { home } = await homeFor(starterOf(upload), homeOf(upload), bringPermission[upload.kind], tx);
      const { count } = await tx.upload.updateMany({
        where: { id: uploadId, state: "receiving" },
        data: { state: "checking" },
      });
      if (count === 0)
        throw new Refused(
          "GONE",
          "This upload was given up while it was being sent, and nothing of it is kept. Drop the file again to send it.",
        );
      await enqueue(tx, "files.admit", { uploadId }, `admit:${uploadId}`);
      await announce(tx, streamOf(home), "upload.received", {
        songId: upload.songId,
        fileKind: upload.kind,
      });
      await keepObject(tx, studioId, facts, (address) => store.complete(uploadId, address));
      await tx.upload.update({ where: { id: uploadId }, data: { objectSha256: facts.sha256 } });
    });
  } catch (error) {
    const lost = error instanceof Refused && (error.code === "NOT_ALLOWED" || error.code === "NOT_FOUND");
    throw lost ? await refused(upload, notAllowed) : error;
  }
  await store.abort(uploadId);
  return { uploadId, state: "checking" as const };
}
