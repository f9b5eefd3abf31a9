import { Refused } from "../errors.ts";
import type { Download } from "./download.ts";
import type { ByteRange } from "./range.ts";
import type { Address, Store } from "./store.ts";

/** An object of the store, ready to be answered with; refused in words before the first byte when it is not there whole. */
export async function storedContent(
  store: Store,
  address: Address,
  expectedBytes?: number,
): Promise<Pick<Download, "etag" | "sizeBytes" | "read">> {
  const sizeBytes = await store.size(address);
  if (sizeBytes === null || (expectedBytes !== undefined && sizeBytes !== expectedBytes)) throw damaged();
  return { etag: `"${address.sha256}"`, sizeBytes, read: (range) => exactly(store, address, range) };
}

/** A file that ends early would leave the client waiting for the rest; this breaks off instead. */
async function* exactly(store: Store, address: Address, range: ByteRange): AsyncGenerator<Uint8Array> {
  let leftBytes = range.end - range.start + 1;
  for await (const chunk of store.read(address, range)) {
    leftBytes -= chunk.length;
    yield chunk;
  }
  if (leftBytes !== 0) throw new Error(`stored content ${address.sha256} is shorter than its size`);
}

const damaged = () =>
  new Refused(
    "GONE",
    "This file is missing from the studio's store, or is not whole. Nothing else is touched. Tell the studio: its check names the file, and a backup brings it back.",
  );
