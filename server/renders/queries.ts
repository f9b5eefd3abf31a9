import type { Actor } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { db } from "../db.ts";
import type { Address } from "../storage/store.ts";

/** The files of a song's set whose waveform is ready, and where its peaks lie. */
export async function overviewsOf(
  actor: Actor,
  songId: string,
): Promise<{ fileId: string; peaks: Address }[]> {
  const { studioId } = await songFor(actor, songId, "set.see");
  const ready = { kind: "peaks", state: "ready" } as const;
  const files = await db.file.findMany({
    where: {
      songId,
      kind: { in: ["multitrack", "stem", "rough_mix"] },
      object: { renders: { some: ready } },
    },
    orderBy: { id: "asc" },
    select: { id: true, object: { select: { renders: { where: ready, select: { sha256: true } } } } },
  });
  return files.flatMap((file) => {
    const sha256 = file.object.renders[0]?.sha256;
    return sha256 ? [{ fileId: file.id, peaks: { studioId, sha256 } }] : [];
  });
}
