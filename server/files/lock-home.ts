import type { Tx } from "../db.ts";
import { lockSong } from "../projects/lock-song.ts";
import type { FileHome } from "./rules.ts";

/** Decisions about a song's files take turns with those about the song. Elsewhere nothing is decided about files together. */
export async function lockHome(tx: Tx, home: FileHome) {
  if (home.kind === "song") await lockSong(tx, home.songId);
}
