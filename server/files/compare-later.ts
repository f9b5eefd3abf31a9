import type { Tx } from "../db.ts";
import { enqueue } from "../queue.ts";
import type { FileKind } from "./schema.ts";

/** The set has changed, so its sum is compared again; many changes in a row are one comparison. */
export async function compareLater(tx: Tx, { kind, songId }: { kind: FileKind; songId: string | null }) {
  if (songId !== null && (kind === "stem" || kind === "rough_mix"))
    await enqueue(tx, "handoffs.compareSum", { songId }, `sum:${songId}`);
}
