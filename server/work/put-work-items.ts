import type { Tx } from "../db.ts";
import type { Stage } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";

type Of = { studioId: string; songIds: readonly string[]; stages: readonly Stage[] };

/** One piece of work for each stage that a song goes through. */
export async function putWorkItems(tx: Tx, { studioId, songIds, stages }: Of) {
  await tx.workItem.createMany({
    data: songIds.flatMap((songId) =>
      stages.map((stage) => ({ id: newId(), studioId, songId, stage, changedAt: now() })),
    ),
  });
}
