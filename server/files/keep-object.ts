import type { Tx } from "../db.ts";
import { store } from "../storage/current.ts";
import type { Address, Facts } from "../storage/store.ts";
import { lockObject } from "./lock-object.ts";

/**
 * The row of a content and its bytes, together: `place` moves the bytes to their place, synced, before the row commits.
 * Content that the studio has already is not placed again.
 */
export async function keepObject(
  tx: Tx,
  studioId: string,
  facts: Facts,
  place: (address: Address) => Promise<void>,
) {
  const address = { studioId, sha256: facts.sha256 };
  await lockObject(tx, address);
  const known = await tx.storedObject.findUnique({ where: { studioId_sha256: address } });
  if (known && (await store.size(address)) === Number(known.sizeBytes)) return;
  await place(address);
  if (known) return;
  await tx.storedObject.create({
    data: { ...address, sizeBytes: facts.sizeBytes, md5: facts.md5, crc32: facts.crc32 },
  });
}
