import type { Person } from "../access/actor.ts";
import { studioFor } from "../access/finding.ts";
import { db, transact } from "../db.ts";
import { lockStream, recordSealing } from "../events.ts";
import { stateOfSeal } from "../seal.ts";
import { unprovenSince } from "./unproven-since.ts";

/**
 * After a restore or a new secret: the studio's owner vouches for its histories as they stand, on record. One whose seal
 * is broken under the present secret stays broken. Returns how many were sealed.
 */
export async function sealAnew(actor: Person, studioId: string): Promise<number> {
  await studioFor(actor, studioId, "people.change");
  const streams = await db.event.groupBy({ by: ["streamId"], where: { studioId } });
  let count = 0;
  for (const { streamId } of streams) if (await sealOne(actor, studioId, streamId)) count++;
  return count;
}

const sealOne = (actor: Person, studioId: string, streamId: string) =>
  transact(async (tx) => {
    await lockStream(tx, streamId);
    const end = await tx.streamEnd.findUnique({ where: { streamId } });
    if (!end) return false;
    const state = stateOfSeal(end);
    if (state === "broken") return false;
    if (state === "holds" && (await unprovenSince(tx, streamId)) === null) return false;
    const event = { kind: "history.sealed", studioId, streamId, subject: { number: end.number } } as const;
    await recordSealing(tx, actor, event);
    return true;
  });
