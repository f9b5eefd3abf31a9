import { transact } from "../db.ts";
import { store } from "../storage/current.ts";
import type { Address } from "../storage/store.ts";
import { lockObject } from "./lock-object.ts";

/** Removes content that nothing names: first its row, then its bytes, so that a crash in between leaves only an orphan. */
export async function dropObject(address: Address) {
  const dropped = await transact(async (tx) => {
    await lockObject(tx, address);
    return (await tx.storedObject.deleteMany({ where: address })).count;
  }).catch((error: { code?: string }) => {
    // Something names it: every table that does has a foreign key to it.
    if (error.code === "P2003") return 0;
    throw error;
  });
  if (dropped === 0) return;
  await transact(async (tx) => {
    await lockObject(tx, address);
    const again = await tx.storedObject.findUnique({
      where: { studioId_sha256: address },
      select: { sha256: true },
    });
    if (!again) await store.delete(address);
  });
}
