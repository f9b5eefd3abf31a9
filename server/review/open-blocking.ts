import type { Tx } from "../db.ts";
import { isOpen } from "./is-open.ts";

/** While this is not empty the song does not move to delivery. Read it under the song's lock. */
export function openBlocking(tx: Tx, songId: string) {
  return tx.note.findMany({
    where: { revision: { songId }, ...isOpen, request: { blocking: true } },
    select: {
      id: true,
      revision: { select: { number: true } },
      answers: { select: { at: true, sentBack: { select: { at: true } } } },
    },
  });
}
