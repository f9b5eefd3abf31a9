import type { Tx } from "../db.ts";
import { now } from "../time.ts";

/** What the sign-off released is released no longer. That of a mix released nothing. */
export async function endReleases(tx: Tx, signOffId: string) {
  await tx.fileRelease.updateMany({ where: { signOffId, endedAt: null }, data: { endedAt: now() } });
}
