import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Person } from "../../server/access/actor.ts";
import { db } from "../../server/db.ts";
import { receiveUpload } from "../../server/files/receive-upload.ts";
import type { FileKind } from "../../server/files/schema.ts";
import { startUpload } from "../../server/files/start-upload.ts";
import { admitUpload } from "../../server/renders/admit-upload.ts";
import { attempt } from "./attempt.ts";
import { makeQueued } from "./make-queued.ts";

const folder = path.resolve("prisma/demo/final-step");

/** One file of the demo's song comes in as people's files do, under a name of its own. */
export async function bringFile(
  by: Person,
  songId: string,
  kind: FileKind,
  file: string,
  name = path.basename(file),
) {
  return bring(by, songId, kind, name, fs.readFileSync(path.join(folder, file)));
}

export async function bringText(by: Person, songId: string, name: string, text: string) {
  return bring(by, songId, "document", name, Buffer.from(text));
}

export const stemNames = () => fs.readdirSync(path.join(folder, "stems")).toSorted();

async function bring(by: Person, songId: string, kind: FileKind, name: string, bytes: Buffer) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const [started] = await startUpload(by, {
    home: { kind: "song", songId },
    kind,
    files: [{ name, sizeBytes: bytes.length, sha256 }],
  });
  if (!started) throw new Error(`${name} did not start`);
  const { uploadId } = started;
  if (started.state === "receiving") {
    await receiveUpload({
      uploadId,
      startByte: 0,
      bytes: chunk(bytes),
      signal: new AbortController().signal,
    });
  }
  await admitUpload({ uploadId }, attempt());
  const kept = await db.file.findFirstOrThrow({ where: { songId, kind, name, sha256 } });
  await makeQueued();
  return kept;
}

async function* chunk(bytes: Buffer) {
  yield bytes;
}
