import type { Tx } from "../db.ts";
import { now } from "../time.ts";

/** What these sign-offs released is released no longer. Those of mixes released nothing. */
export async function endReleases(tx: Tx, signOffIds: readonly string[]) {
  await tx.fileRelease.updateMany({
    where: { signOffId: { in: [...signOffIds] }, endedAt: null },
    data: { endedAt: now() },
  });
}
