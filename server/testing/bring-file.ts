import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { Logger, runOnce } from "graphile-worker";
import type { Actor } from "../access/actor.ts";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { filesJobs } from "../files/jobs.ts";
import { receiveUpload } from "../files/receive-upload.ts";
import type { FileHomeAddress, FileKind } from "../files/schema.ts";
import { startUpload } from "../files/start-upload.ts";
import type { Handlers } from "../queue.ts";
import { rendersJobs } from "../renders/jobs.ts";
import { tasksOf } from "../tasks.ts";

export type Brought = { kind: FileKind; name: string; bytes: Uint8Array } & (
  | { songId: string }
  | { home: FileHomeAddress }
);

const demo = path.resolve(import.meta.dirname, "../../prisma/demo/final-step");

/** A file of the demo's song, such as "mix 1.flac" or "stems/18 Hat-c.ds.flac". */
export const demoFile = (name: string) => fs.readFile(path.join(demo, name));

export const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Begins an upload as the browser would. */
export async function startOne(actor: Actor, brought: Brought) {
  const { kind, name, bytes } = brought;
  const home = "home" in brought ? brought.home : { kind: "song" as const, songId: brought.songId };
  const incoming = { name, sizeBytes: bytes.length, sha256: sha256Of(bytes) };
  const [upload] = await startUpload(actor, { home, kind, files: [incoming] });
  if (!upload) throw new Error("nothing was started");
  return upload;
}

/** Sends a file whole; it is still to be checked. */
export async function sendFile(actor: Actor, file: Brought) {
  const upload = await startOne(actor, file);
  if (upload.state !== "receiving") return upload;
  return receiveUpload({
    uploadId: upload.uploadId,
    startByte: 0,
    bytes: chunksOf(file.bytes),
    signal: new AbortController().signal,
  });
}

/** Sends a file and lets the worker's jobs run; answers how it ended. */
export async function bringFile(actor: Actor, file: Brought) {
  const { uploadId } = await sendFile(actor, file);
  await runJobs();
  return db.upload.findUniqueOrThrow({ where: { id: uploadId } });
}

/** Does every job about files and renders that waits in the queue, and those that `more` knows. */
export async function runJobs(more: Partial<Handlers> = {}) {
  await runOnce({
    connectionString: env.DATABASE_URL,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: tasksOf({ ...filesJobs, ...rendersJobs, ...more }),
  });
}

export async function* chunksOf(bytes: Uint8Array, chunkBytes = 65_536) {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
