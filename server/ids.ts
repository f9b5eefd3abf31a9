import { createHash, randomBytes } from "node:crypto";

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, then random, so that rows sort by when they were made. */
export function newId(): string {
  const b = randomBytes(16);
  b.writeUIntBE(Date.now(), 0, 6);
  b[6] = (b.readUInt8(6) & 0x0f) | 0x70;
  b[8] = (b.readUInt8(8) & 0x3f) | 0x80;
  return written(b);
}

/** The same id for the same words (RFC 9562, version 8): what a repeated job makes, it finds instead. */
export function derivedId(...words: string[]): string {
  const b = createHash("sha256").update(JSON.stringify(words)).digest().subarray(0, 16);
  b[6] = (b.readUInt8(6) & 0x0f) | 0x80;
  b[8] = (b.readUInt8(8) & 0x3f) | 0x80;
  return written(b);
}

function written(b: Buffer): string {
  const h = b.toString("hex");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}
