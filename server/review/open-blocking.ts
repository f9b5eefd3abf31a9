import type { Tx } from "../db.ts";

/** While this is not empty the song does not move to delivery. Read it under the song's lock. */
export function openBlocking(tx: Tx, songId: string) {
  return tx.note.findMany({
    where: { revision: { songId }, resolution: null, request: { blocking: true } },
    select: {
      id: true,
      revision: { select: { number: true } },
      answers: { select: { at: true, sentBackAt: true } },
    },
  });
}
