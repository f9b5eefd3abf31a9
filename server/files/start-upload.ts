import type { Person } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { type Tx, transact } from "../db.ts";
import { env } from "../env.ts";
import { Refused } from "../errors.ts";
import { announce, record } from "../events.ts";
import { newId } from "../ids.ts";
import { enqueue } from "../queue.ts";
import { store } from "../storage/current.ts";
import { now } from "../time.ts";
import { demandSpace } from "./demand-space.ts";
import { lockObject } from "./lock-object.ts";
import { bringPermission, unfitName, unfitSize } from "./rules.ts";
import { type FileKind, type Incoming, StartUpload } from "./schema.ts";

type Place = { studioId: string; projectId: string; songId: string; userId: string; kind: FileKind };

/**
 * Makes room for files that are about to be sent. The same file again finds the upload that it began, so that sending
 * goes on where it stopped, or ends at once where nothing is left to send.
 */
export async function startUpload(actor: Person, input: StartUpload) {
  const { songId, kind, files } = StartUpload.parse(input);
  const { studioId, projectId } = await songFor(actor, songId, bringPermission[kind]);
  for (const file of files) {
    const unfit = unfitName(kind, file.name) ?? unfitSize(file.sizeBytes, env.MAX_UPLOAD_MB);
    if (unfit) throw new Refused(unfit.code === "too_large" ? "TOO_LARGE" : "INVALID", unfit.reason);
  }
  const place = { studioId, projectId, songId, userId: actor.userId, kind };
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
  const { studioId, songId, kind, userId: startedById } = place;
  const { name, sha256 } = file;
  const upload = await tx.upload.findFirst({
    where: {
      songId,
      kind,
      name,
      sha256,
      sizeBytes: file.sizeBytes,
      startedById,
      state: { in: ["receiving", "checking"] },
    },
    select: { id: true, state: true },
  });
  if (upload) return { uploadId: upload.id, state: upload.state as "receiving" | "checking" };

  // Only who brought this content before may skip sending it: knowing a hash is no proof of having the file.
  const address = { studioId, sha256 };
  await lockObject(tx, address);
  const own = await tx.file.findFirst({
    where: { ...address, uploadedById: startedById, object: { sizeBytes: file.sizeBytes } },
    select: { id: true },
  });
  if (!own) return null;
  const here = await tx.file.count({ where: { songId, kind, name, sha256, setAsideAt: null } });
  const uploadId = newId();
  const row = {
    id: uploadId,
    studioId,
    songId,
    kind,
    name,
    sha256,
    sizeBytes: file.sizeBytes,
    startedById,
    objectSha256: sha256,
  };
  if (here > 0) {
    await tx.upload.create({ data: { ...row, state: "kept", settledAt: now() } });
    return { uploadId, state: "kept" as const };
  }
  await tx.upload.create({ data: { ...row, state: "checking" } });
  await enqueue(tx, "files.admit", { uploadId }, `admit:${uploadId}`);
  await announce(tx, { studioId, streamId: place.projectId }, "upload.received", { songId, fileKind: kind });
  return { uploadId, state: "checking" as const };
}

async function begin(tx: Tx, actor: Person, place: Place, file: Incoming) {
  const { studioId, projectId, songId, kind, userId: startedById } = place;
  const row = {
    id: newId(),
    studioId,
    songId,
    kind,
    name: file.name,
    sha256: file.sha256,
    sizeBytes: file.sizeBytes,
    startedById,
  };
  const { count } = await tx.upload.createMany({ data: row, skipDuplicates: true });
  if (count === 0) {
    // Another page of the same person began it a moment ago.
    const first = await tx.upload.findFirst({
      where: { songId, kind, name: file.name, sha256: file.sha256, startedById, state: "receiving" },
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
    studioId,
    streamId: projectId,
    subject: { uploadId: row.id, songId, fileKind: kind },
  });
  return { uploadId: row.id, state: "receiving" as const };
}
