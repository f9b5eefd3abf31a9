import { type Actor, actorKey } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { now } from "../time.ts";

/** The file has reached who receives it. Answers whether it is the first time for them. */
export async function markDelivered(
  tx: Tx,
  to: Actor,
  { studioId, fileId }: { studioId: string; fileId: string },
) {
  const { count } = await tx.fileDelivery.createMany({
    data: [{ studioId, fileId, to: actorKey(to), deliveredAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}
