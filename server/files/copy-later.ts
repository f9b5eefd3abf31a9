import type { Tx } from "../db.ts";
import { newId } from "../ids.ts";
import { enqueue } from "../queue.ts";
import { isHeardWhole } from "./rules.ts";
import type { FileKind } from "./schema.ts";

type Content = { kind: FileKind; studioId: string; sha256: string };

/** What people listen to as one piece gets a listening copy, once for the same content. */
export async function copyLater(tx: Tx, { kind, studioId, sha256 }: Content) {
  if (!isHeardWhole(kind)) return;
  const queued = await tx.render.createMany({
    data: { id: newId(), studioId, sourceSha256: sha256, kind: "listening_copy" },
    skipDuplicates: true,
  });
  if (queued.count > 0)
    await enqueue(tx, "renders.listeningCopy", { studioId, sha256 }, `listening:${studioId}:${sha256}`);
}
