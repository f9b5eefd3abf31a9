/*
 * The overviews of a song's set in one answer.
 *
 * Little-endian u32: length of the index in bytes. The index, JSON: { columns, fileIds }. Then for each file, in that
 * order, `columns` pairs of minimum and maximum as i8, 127 = full scale, over the whole file and all of its channels.
 * A first pair with its minimum above its maximum says that there is no overview of this file.
 */

export const overviewColumns = 1500;

const none = Int8Array.of(1, -1);

export function overviewsHead(fileIds: readonly string[]): Uint8Array {
  const index = new TextEncoder().encode(JSON.stringify({ columns: overviewColumns, fileIds }));
  const head = new Uint8Array(4 + index.length);
  new DataView(head.buffer).setUint32(0, index.length, true);
  head.set(index, 4);
  return head;
}

/** The bytes of one file; null where there is no overview. */
export function overviewBytes(minMax: Int8Array | null): Uint8Array {
  const bytes = new Int8Array(overviewColumns * 2);
  bytes.set(minMax ?? none);
  return new Uint8Array(bytes.buffer);
}

/** By file id; files without an overview are left out. */
export function decodeOverviews(bytes: Uint8Array): Map<string, Int8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const indexBytes = view.getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + indexBytes))) as {
    columns: number;
    fileIds: string[];
  };
  const found = new Map<string, Int8Array>();
  for (const [i, fileId] of index.fileIds.entries()) {
    const offset = bytes.byteOffset + 4 + indexBytes + i * index.columns * 2;
    const minMax = new Int8Array(bytes.buffer, offset, index.columns * 2);
    if ((minMax[0] ?? 0) <= (minMax[1] ?? 0)) found.set(fileId, minMax);
  }
  return found;
}
