import type { Tx } from "../db.ts";
import { now } from "../time.ts";

/** A hand-off came back, and its files lie where they lay before. */
export async function takeSendingBack(tx: Tx, handOffId: string) {
  await tx.fileSending.updateMany({
    where: { sentAsId: handOffId, as: "hand_off", takenBackAt: null },
    data: { takenBackAt: now() },
  });
}
