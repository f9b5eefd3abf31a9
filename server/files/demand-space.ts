import { env } from "../env.ts";
import { Refused } from "../errors.ts";
import { store } from "../storage/current.ts";

/** Refuses what would take the disk below its reserve. */
export async function demandSpace(moreBytes: number) {
  if ((await store.freeBytes()) - Math.max(0, moreBytes) >= env.DISK_RESERVE_MB * 1_000_000) return;
  throw new Refused(
    "NO_SPACE",
    "The portal's disk is nearly full, so nothing more is taken in. Everything that arrived is safe and can be heard and downloaded. Ask the studio to make room: sending then goes on where it stopped.",
  );
}
