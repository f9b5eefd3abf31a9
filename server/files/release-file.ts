import type { Tx } from "../db.ts";
import { now } from "../time.ts";

type Release = { studioId: string; fileId: string; signOffId: string };

/** A master was signed off: who receives may take it, for as long as that sign-off stands and mastering is approved. */
export async function releaseFile(tx: Tx, release: Release) {
  await tx.fileRelease.create({ data: { ...release, releasedAt: now() } });
}
