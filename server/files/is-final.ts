import { env } from "../env.ts";
import type { Attempt } from "../queue.ts";
import { store } from "../storage/current.ts";

/** Whether a failure is the file's: on the last try, and neither because the worker stops nor because the disk is full. */
export async function isFinal({ last, signal }: Attempt): Promise<boolean> {
  if (!last || signal.aborted) return false;
  return (await store.freeBytes()) >= env.DISK_RESERVE_MB * 1_000_000;
}
