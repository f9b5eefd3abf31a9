import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import type { Address, Facts, Store } from "./store.ts";

const blockBytes = 1 << 20;
/** Written through to the disk while more arrives: a large file must not wait for all of itself at its end. */
const flushEveryBytes = 64 << 20;
const plainName = /^[0-9A-Za-z][0-9A-Za-z._-]*$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const shelfName = /^[0-9a-f]{2}$/;
/** A restore that was killed leaves half an object under the second kind of name. */
const objectName = /^[0-9a-f]{64}(\.part)?$/;
/** Desktops leave files of their own in folders that somebody opened. */
const desktopName = /^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/**
 * objects/<studio>/<aa>/<sha256>   whole content, immutable
 * incoming/<upload>/part           an upload on its way in
 * scratch/<key>                    what a job is making
 */
export function diskStore(folder: string): Store {
  const objects = path.join(/* turbopackIgnore: true */ folder, "objects");
  const incoming = path.join(/* turbopackIgnore: true */ folder, "incoming");
  const scratches = path.join(/* turbopackIgnore: true */ folder, "scratch");
  const partOf = (uploadId: string) =>
    path.join(/* turbopackIgnore: true */ incoming, safe(uploadId), "part");
  const objectOf = (a: Address) =>
    path.join(/* turbopackIgnore: true */ objects, safe(a.studioId), safe(a.sha256).slice(0, 2), a.sha256);

  async function keep(from: string, address: Address) {
    const to = objectOf(address);
    await makeFolder(path.dirname(to), folder);
    try {
      await fs.rename(from, to);
    } catch (error) {
      // A transaction that was tried again after the move finds the object where it put it.
      if (!isMissing(error) || (await sizeOf(to)) === null) throw error;
    }
    await syncFolder(path.dirname(to));
  }

  return {
    received: async (uploadId) => (await sizeOf(partOf(uploadId))) ?? 0,

    async append(uploadId, startByte, bytes) {
      const part = partOf(uploadId);
      await makeFolder(path.dirname(part), folder);
      const scale = new Scale();
      if (startByte > 0) await weighInto(scale, part, startByte);
      if (scale.sizeBytes < startByte) throw new Error(`${scale.sizeBytes} bytes are here, not ${startByte}`);
      const file = await fs.open(part, startByte > 0 ? "r+" : "w");
      try {
        await file.truncate(startByte);
        let flushing: Promise<void> = Promise.resolve();
        let unflushedBytes = 0;
        for await (const block of inBlocks(bytes)) {
          const written = writeAll(file, block, scale.sizeBytes);
          scale.add(block);
          await written;
          unflushedBytes += block.length;
          if (unflushedBytes < flushEveryBytes) continue;
          unflushedBytes = 0;
          await flushing;
          flushing = file.datasync();
          // Its failure is met at the next turn, or below.
          flushing.catch(() => {});
        }
        await flushing;
        await file.sync();
      } finally {
        await file.close();
      }
      return scale.facts();
    },

    async cut(uploadId, lengthBytes) {
      if (lengthBytes > 0) await fs.truncate(partOf(uploadId), lengthBytes);
      else await fs.rm(partOf(uploadId), { force: true });
    },

    async complete(uploadId, address) {
      await keep(partOf(uploadId), address);
      await fs.rm(path.dirname(partOf(uploadId)), { recursive: true, force: true });
    },

    abort: (uploadId) => fs.rm(path.dirname(partOf(uploadId)), { recursive: true, force: true }),

    async *parts() {
      for (const uploadId of await namesIn(incoming, uuid)) {
        const found = await fs.stat(partOf(uploadId)).catch(unlessMissing);
        const at = found ?? (await fs.stat(path.dirname(partOf(uploadId))).catch(unlessMissing));
        if (at) yield { uploadId, sizeBytes: found?.size ?? 0, changedAt: at.mtime };
      }
    },

    async scratch(key) {
      await fs.mkdir(scratches, { recursive: true });
      return path.join(/* turbopackIgnore: true */ scratches, safe(key));
    },

    async hashFile(file) {
      const scale = new Scale();
      await weighInto(scale, file);
      const handle = await fs.open(file, "r+");
      await handle.sync().finally(() => handle.close());
      return scale.facts();
    },

    keep,

    discard: (file) => fs.rm(file, { force: true }),

    async clearScratch(olderThan) {
      for (const name of await namesIn(scratches, plainName)) {
        const file = path.join(/* turbopackIgnore: true */ scratches, name);
        const found = await fs.stat(file).catch(unlessMissing);
        if (found && found.mtime < olderThan) await fs.rm(file, { recursive: true, force: true });
      }
    },

    size: (address) => sizeOf(objectOf(address)),

    read: (address, range) => createReadStream(objectOf(address), { ...range, highWaterMark: 256 * 1024 }),

    atPath: (address, use) => use(objectOf(address)),

    async delete(address) {
      await fs.rm(objectOf(address), { force: true });
      await syncFolder(path.dirname(objectOf(address))).catch(unlessMissing);
    },

    async *list() {
      for (const studioId of await namesIn(objects, uuid)) {
        for (const shelf of await namesIn(
          path.join(/* turbopackIgnore: true */ objects, studioId),
          shelfName,
        )) {
          for (const sha256 of await namesIn(
            path.join(/* turbopackIgnore: true */ objects, studioId, shelf),
            objectName,
          )) {
            const file = path.join(/* turbopackIgnore: true */ objects, studioId, shelf, sha256);
            const found = await fs.stat(file).catch(unlessMissing);
            if (found) yield { address: { studioId, sha256 }, sizeBytes: found.size, changedAt: found.mtime };
          }
        }
      }
    },

    async *strays() {
      for await (const file of straysIn(objects, [uuid, shelfName, objectName]))
        yield path.relative(folder, file);
    },

    async freeBytes() {
      await fs.mkdir(folder, { recursive: true });
      const { bavail, bsize } = await fs.statfs(folder);
      return bavail * bsize;
    },
  };
}

/** Weighs and hashes what passes. */
class Scale {
  sizeBytes = 0;
  private crc = 0;
  private sha256 = createHash("sha256");
  private md5 = createHash("md5");

  add(block: Uint8Array) {
    this.sha256.update(block);
    this.md5.update(block);
    this.crc = crc32(block, this.crc);
    this.sizeBytes += block.length;
  }

  facts = (): Facts => ({
    sizeBytes: this.sizeBytes,
    sha256: this.sha256.digest("hex"),
    md5: this.md5.digest("hex"),
    crc32: this.crc,
  });
}

async function weighInto(scale: Scale, file: string, endByte = Number.POSITIVE_INFINITY) {
  const stream = createReadStream(file, { end: endByte - 1, highWaterMark: blockBytes });
  for await (const block of stream) scale.add(block as Buffer);
}

/** Few large writes instead of many small ones; what arrived before a torn connection is still passed on. */
async function* inBlocks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const block = () => {
    const whole = Buffer.concat(waiting, waitingBytes);
    waiting = [];
    waitingBytes = 0;
    return whole;
  };
  try {
    for await (const chunk of bytes) {
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= blockBytes) yield block();
    }
  } catch (error) {
    if (waitingBytes > 0) yield block();
    throw error;
  }
  if (waitingBytes > 0) yield block();
}

async function writeAll(file: fs.FileHandle, block: Buffer, atByte: number) {
  for (let done = 0; done < block.length; ) {
    done += (await file.write(block, done, block.length - done, atByte + done)).bytesWritten;
  }
}

/** Makes the folders that are missing, and makes each of them last. */
async function makeFolder(wanted: string, base: string) {
  const first = await fs.mkdir(wanted, { recursive: true });
  if (first === undefined) return;
  for (let at = wanted; at !== path.dirname(base) && at !== path.dirname(at); at = path.dirname(at))
    await syncFolder(at);
}

async function syncFolder(folder: string) {
  // Windows cannot open a folder; its file system orders the two by itself.
  if (process.platform === "win32") return;
  const handle = await fs.open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** Names in paths are ids and hashes, and nothing else. */
function safe(name: string) {
  if (!plainName.test(name)) throw new Error(`not a name of the store: ${JSON.stringify(name)}`);
  return name;
}

/** `names`: what the store calls things in this folder and those below it; where it has no name to give, all is astray. */
async function* straysIn(folder: string, [own, ...below]: readonly RegExp[]): AsyncGenerator<string> {
  const entries = (await fs.readdir(folder, { withFileTypes: true }).catch(unlessMissing)) ?? [];
  for (const entry of entries) {
    const at = path.join(/* turbopackIgnore: true */ folder, entry.name);
    const isOwn = own?.test(entry.name) === true;
    // A studio's folder may lie on another disk, behind a link.
    const isLinked = isOwn && below.length > 0 && entry.isSymbolicLink();
    if (entry.isDirectory() || isLinked) yield* straysIn(at, isOwn ? below : []);
    else if (!(isOwn && below.length === 0) && !desktopName.test(entry.name)) yield at;
  }
}

/** What else lies there is not the store's. */
const namesIn = async (folder: string, like: RegExp) =>
  ((await fs.readdir(folder).catch(unlessMissing)) ?? []).filter((name) => like.test(name));
const sizeOf = async (file: string) => (await fs.stat(file).catch(unlessMissing))?.size ?? null;
const isMissing = (error: unknown) => (error as { code?: string }).code === "ENOENT";

function unlessMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
