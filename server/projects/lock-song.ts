import type { Tx } from "../db.ts";

/** Decisions about one song take turns: what a verb reads after this stays true until its transaction ends. */
export async function lockSong(tx: Tx, songId: string) {
  await tx.$queryRaw`select 1 from "Song" where "id" = ${songId}::uuid for update`;
}
