import { createHash } from "node:crypto";
import type { ByteRange } from "./range.ts";

/**
 * A ZIP that exists only while it is sent. Its entries are stored as they are and their sizes and CRC-32 are known
 * beforehand, so the whole layout is: its exact length, and any range of its bytes, without reading an entry.
 * Source: PKWARE APPNOTE 6.3.10, with ZIP64 records where a field is too small.
 */
export type ZipEntry = {
  /** With forward slashes, already distinct and safe. */
  path: string;
  sizeBytes: number;
  crc32: number;
  sha256: string;
  changedAt: Date;
  read: (range: ByteRange) => AsyncIterable<Uint8Array>;
};

type Piece = {
  offset: number;
  sizeBytes: number;
  read: (range: ByteRange) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
};
export type Zip = { sizeBytes: number; etag: string; pieces: Piece[] };

const most32 = 0xffffffff;
const most16 = 0xffff;

export function zipOf(entries: readonly ZipEntry[]): Zip {
  const pieces: Piece[] = [];
  let offset = 0;
  const place = (sizeBytes: number, read: Piece["read"]) => {
    if (sizeBytes > 0) pieces.push({ offset, sizeBytes, read });
    offset += sizeBytes;
  };
  const placeBytes = (bytes: Buffer) =>
    place(bytes.length, ({ start, end }) => [bytes.subarray(start, end + 1)]);

  const listed = entries.map((entry) => {
    const startsAt = offset;
    placeBytes(localHeader(entry));
    place(entry.sizeBytes, entry.read);
    return centralHeader(entry, startsAt);
  });
  const directory = Buffer.concat(listed);
  const directoryAt = offset;
  placeBytes(directory);
  placeBytes(endOfDirectory(entries.length, directory.length, directoryAt));
  return { sizeBytes: offset, etag: etagOf(entries), pieces };
}

export async function* zipBytes(zip: Zip, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  for (const piece of zip.pieces) {
    const from = Math.max(0, start - piece.offset);
    const to = Math.min(piece.sizeBytes - 1, end - piece.offset);
    if (from <= to) yield* piece.read({ start: from, end: to });
  }
}

function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.path, "utf8");
  const wide = entry.sizeBytes >= most32;
  const extra = wide ? zip64Extra([entry.sizeBytes, entry.sizeBytes]) : Buffer.alloc(0);
  const b = Buffer.alloc(30);
  b.writeUInt32LE(0x04034b50, 0);
  b.writeUInt16LE(wide ? 45 : 20, 4);
  writeCommon(b, 6, entry, name.length, extra.length);
  return Buffer.concat([b, name, extra]);
}

function centralHeader(entry: ZipEntry, startsAt: number): Buffer {
  const name = Buffer.from(entry.path, "utf8");
  const wide = entry.sizeBytes >= most32 ? [entry.sizeBytes, entry.sizeBytes] : [];
  const far = startsAt >= most32 ? [startsAt] : [];
  const extra = zip64Extra([...wide, ...far]);
  const b = Buffer.alloc(46);
  b.writeUInt32LE(0x02014b50, 0);
  b.writeUInt16LE((3 << 8) | 45, 4); // made on Unix, so that the mode below counts
  b.writeUInt16LE(extra.length > 0 ? 45 : 20, 6);
  writeCommon(b, 8, entry, name.length, extra.length);
  b.writeUInt32LE((0o100644 << 16) >>> 0, 38);
  b.writeUInt32LE(Math.min(startsAt, most32), 42);
  return Buffer.concat([b, name, extra]);
}

/** The fields that both headers share, from the flags on: UTF-8 names, stored, time, CRC, sizes, lengths. */
function writeCommon(b: Buffer, at: number, entry: ZipEntry, nameLength: number, extraLength: number) {
  const t = entry.changedAt;
  b.writeUInt16LE(0x0800, at);
  b.writeUInt16LE(0, at + 2);
  b.writeUInt16LE((t.getUTCHours() << 11) | (t.getUTCMinutes() << 5) | (t.getUTCSeconds() >> 1), at + 4);
  b.writeUInt16LE(
    (Math.max(0, t.getUTCFullYear() - 1980) << 9) | ((t.getUTCMonth() + 1) << 5) | t.getUTCDate(),
    at + 6,
  );
  b.writeUInt32LE(entry.crc32, at + 8);
  b.writeUInt32LE(Math.min(entry.sizeBytes, most32), at + 12);
  b.writeUInt32LE(Math.min(entry.sizeBytes, most32), at + 16);
  b.writeUInt16LE(nameLength, at + 20);
  b.writeUInt16LE(extraLength, at + 22);
}

function zip64Extra(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const b = Buffer.alloc(4 + 8 * values.length);
  b.writeUInt16LE(1, 0);
  b.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) b.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return b;
}

function endOfDirectory(count: number, sizeBytes: number, startsAt: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, most16), 8);
  end.writeUInt16LE(Math.min(count, most16), 10);
  end.writeUInt32LE(Math.min(sizeBytes, most32), 12);
  end.writeUInt32LE(Math.min(startsAt, most32), 16);
  const fits = count < most16 && sizeBytes < most32 && startsAt < most32;
  return fits ? end : Buffer.concat([zip64End(count, sizeBytes, startsAt), end]);
}

/** The ZIP64 end record, and the locator that points at it. */
function zip64End(count: number, sizeBytes: number, startsAt: number): Buffer {
  const b = Buffer.alloc(56 + 20);
  b.writeUInt32LE(0x06064b50, 0);
  b.writeBigUInt64LE(44n, 4);
  b.writeUInt16LE((3 << 8) | 45, 12);
  b.writeUInt16LE(45, 14);
  b.writeBigUInt64LE(BigInt(count), 24);
  b.writeBigUInt64LE(BigInt(count), 32);
  b.writeBigUInt64LE(BigInt(sizeBytes), 40);
  b.writeBigUInt64LE(BigInt(startsAt), 48);
  b.writeUInt32LE(0x07064b50, 56);
  b.writeBigUInt64LE(BigInt(startsAt + sizeBytes), 64);
  b.writeUInt32LE(1, 72);
  return b;
}

/** The same entries make the same bytes, so a broken download may go on where it stopped. */
function etagOf(entries: readonly ZipEntry[]) {
  const lines = entries.map((e) => [e.path, e.sizeBytes, e.crc32, e.sha256, e.changedAt.toISOString()]);
  return `"zip-${createHash("sha256").update(JSON.stringify(lines)).digest("hex")}"`;
}
