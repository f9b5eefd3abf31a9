import type { Tx } from "../db.ts";
import type { Address } from "../storage/store.ts";

/** Whoever places or removes the bytes of a content takes turns, until the transaction ends. */
export async function lockObject(tx: Tx, { studioId, sha256 }: Address) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${studioId}/${sha256}`}, 1))`;
}
