import { type Actor, actorKey } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { env } from "../env.ts";
import { Refused } from "../errors.ts";
import { announce, record } from "../events.ts";
import { newId } from "../ids.ts";
import { enqueue } from "../queue.ts";
import { store } from "../storage/current.ts";
import { now } from "../time.ts";
import { demandSpace } from "./demand-space.ts";
import { homeFor } from "./home-for.ts";
import { lockObject } from "./lock-object.ts";
import { bringPermission, columnsOf, type FileHome, streamOf, unfitName, unfitSize } from "./rules.ts";
import { type FileKind, type Incoming, StartUpload } from "./schema.ts";

type Place = { home: FileHome; kind: FileKind; broughtBy: string };

/**
 * Makes room for files that are about to be sent. The same file again finds the upload that it began, so that sending
 * goes on where it stopped, or ends at once where nothing is left to send.
 */
export async function startUpload(actor: Actor, input: StartUpload) {
  const { home: address, kind, files } = StartUpload.parse(input);
  const { home } = await homeFor(actor, address, bringPermission[kind]);
  for (const file of files) {
    const unfit = unfitName(kind, file.name) ?? unfitSize(file.sizeBytes, env.MAX_UPLOAD_MB);
    if (unfit) throw new Refused(unfit.code === "too_large" ? "TOO_LARGE" : "INVALID", unfit.reason);
  }
  const place = { home, kind, broughtBy: actorKey(actor) };
  return transact(async (tx) => {
    const started: { uploadId: string; state: "receiving" | "checking" | "kept" }[] = [];
    for (const file of files) {
      const upload = (await known(tx, place, file)) ?? (await begin(tx, actor, place, file));
      if (upload.state === "receiving")
        await demandSpace(file.sizeBytes - (await store.received(upload.uploadId)));
      started.push(upload);
    }
    return started;
  });
}

async function known(tx: Tx, place: Place, file: Incoming) {
  const { home, kind, broughtBy } = place;
  const { studioId } = home;
  const { name, sha256 } = file;
  const upload = await tx.upload.findFirst({
    where: {
      ...columnsOf(home),
      kind,
      name,
      sha256,
      sizeBytes: file.sizeBytes,
      broughtBy,
      state: { in: ["receiving", "checking"] },
    },
    select: { id: true, state: true },
  });
  if (upload) {
    await checkAgain(tx, upload.id);
    return { uploadId: upload.id, state: upload.state as "receiving" | "checking" };
  }

  // Only who brought this content before may skip sending it: knowing a hash is no proof of having the file.
  const address = { studioId, sha256 };
  await lockObject(tx, address);
  const own = await tx.file.findFirst({
    where: { ...address, broughtBy, object: { sizeBytes: file.sizeBytes } },
    select: { id: true },
  });
  if (!own) return null;
  const here = await tx.file.count({ where: { ...columnsOf(home), kind, name, sha256, setAsideAt: null } });
  const uploadId = newId();
  const row = {
    ...columnsOf(home),
    id: uploadId,
    kind,
    name,
    sha256,
    sizeBytes: file.sizeBytes,
    broughtBy,
    objectSha256: sha256,
  };
  if (here > 0) {
    await tx.upload.create({ data: { ...row, state: "kept", settledAt: now() } });
    return { uploadId, state: "kept" as const };
  }
  await tx.upload.create({ data: { ...row, state: "checking" } });
  await enqueue(tx, "files.admit", { uploadId }, `admit:${uploadId}`);
  await announce(tx, streamOf(home), "upload.received", { songId: row.songId, fileKind: kind });
  return { uploadId, state: "checking" as const };
}

/** A check that was set aside is taken up again: what arrived is still here. */
async function checkAgain(tx: Tx, uploadId: string) {
  const { count } = await tx.upload.updateMany({
    where: { id: uploadId, state: "checking", reason: { not: null } },
    data: { reason: null },
  });
  if (count > 0) await enqueue(tx, "files.admit", { uploadId }, `admit:${uploadId}`);
}

async function begin(tx: Tx, actor: Actor, place: Place, file: Incoming) {
  const { home, kind, broughtBy } = place;
  const { name, sha256, sizeBytes } = file;
  const row = { ...columnsOf(home), id: newId(), kind, name, sha256, sizeBytes, broughtBy };
  const { count } = await tx.upload.createMany({ data: row, skipDuplicates: true });
  if (count === 0) {
    // Another page of the same person began it a moment ago.
    const first = await tx.upload.findFirst({
      where: { ...columnsOf(home), kind, name, sha256, broughtBy, state: "receiving" },
      select: { id: true },
    });
    if (first) return { uploadId: first.id, state: "receiving" as const };
    throw new Refused(
      "CONFLICT",
      "This file is being sent from another page of yours. Nothing was lost; try again in a moment.",
    );
  }
  await record(tx, actor, {
    kind: "upload.started",
    ...streamOf(home),
    subject: { uploadId: row.id, songId: row.songId, fileKind: kind },
  });
  return { uploadId: row.id, state: "receiving" as const };
}
