import type { ByteRange } from "./range.ts";

/** Content of a studio. The same content in two studios are two objects. */
export type Address = { studioId: string; sha256: string };

/** What is known of bytes once all of them went by. */
export type Facts = { sizeBytes: number; sha256: string; md5: string; crc32: number };

export type Listed = { address: Address; sizeBytes: number; changedAt: Date };
type Part = { uploadId: string; sizeBytes: number; changedAt: Date };

/** Where bytes lie. What it says is kept survives a power cut; rows that name it are written after it, never before. */
export type Store = {
  /** How many bytes of an upload are here. */
  received(uploadId: string): Promise<number>;
  /**
   * Writes from `startByte` on, syncs, and answers for the whole part, what was there before included.
   * When `bytes` throws, what came before stays, so that sending can go on from there.
   */
  append(uploadId: string, startByte: number, bytes: AsyncIterable<Uint8Array>): Promise<Facts>;
  /** Forgets what lies beyond. */
  cut(uploadId: string, lengthBytes: number): Promise<void>;
  /** Turns the part into the object. Safe to repeat. */
  complete(uploadId: string, address: Address): Promise<void>;
  abort(uploadId: string): Promise<void>;
  parts(): AsyncIterable<Part>;

  /** A path for a file that the server makes; `keep` turns it into an object, `discard` forgets it. */
  scratch(key: string): Promise<string>;
  /** Hashes and syncs a made file. */
  hashFile(path: string): Promise<Facts>;
  keep(path: string, address: Address): Promise<void>;
  discard(path: string): Promise<void>;
  clearScratch(olderThan: Date): Promise<void>;

  /** Null when there is none. */
  size(address: Address): Promise<number | null>;
  /** Opens when the first byte is asked for, closes when whoever reads stops. */
  read(address: Address, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Media is decoded from a local file; it must not be changed. */
  atPath<T>(address: Address, use: (path: string) => Promise<T>): Promise<T>;
  delete(address: Address): Promise<void>;
  list(): AsyncIterable<Listed>;
  /** What lies among the objects and is none, by its place in the data folder; it is left there. */
  strays(): AsyncIterable<string>;

  freeBytes(): Promise<number>;
};
