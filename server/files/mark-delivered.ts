import { type Actor, actorKey } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import type { FileDelivery } from "../generated/prisma/client.ts";
import { now } from "../time.ts";

/** The file has reached who receives it. Answers with the row, if it is the first time for them. */
export async function markDelivered(
  tx: Tx,
  to: Actor,
  { studioId, fileId }: { studioId: string; fileId: string },
): Promise<FileDelivery | undefined> {
  const [delivery] = await tx.fileDelivery.createManyAndReturn({
    data: [{ studioId, fileId, to: actorKey(to), deliveredAt: now() }],
    skipDuplicates: true,
  });
  return delivery;
}
