import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { env } from "../env.ts";
import { newId } from "../ids.ts";
import { diskStore } from "./disk.ts";

async function makeStore() {
  const folder = path.join(env.DATA_DIR, `store-${newId()}`);
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }));
  return { store: diskStore(folder), folder };
}

async function* pieces(bytes: Uint8Array, pieceBytes = 100_003) {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

const bytes = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 2_654_435_761) >>> 24));
const hash = (name: string, of: Uint8Array) => createHash(name).update(of).digest("hex");
const address = { studioId: newId(), sha256: hash("sha256", bytes) };
const all = async (chunks: AsyncIterable<Uint8Array>) => {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read);
};

test("a part that came in two sendings is weighed whole, becomes the object, and leaves no part", async () => {
  const { store, folder } = await makeStore();
  const uploadId = newId();
  await store.append(uploadId, 0, pieces(bytes.subarray(0, 1_234_567)));
  expect(await store.received(uploadId)).toBe(1_234_567);
  const facts = await store.append(uploadId, 1_234_567, pieces(bytes.subarray(1_234_567)));
  expect(facts).toEqual({
    sizeBytes: bytes.length,
    sha256: address.sha256,
    md5: hash("md5", bytes),
    crc32: crc32(bytes),
  });
  await store.complete(uploadId, address);
  expect((await all(store.read(address))).equals(bytes)).toBe(true);
  expect(await fs.readdir(path.join(folder, "incoming"))).toEqual([]);
});

test("a part is on the disk before it is weighed, and its new place before it is complete", async () => {
  const { store, folder } = await makeStore();
  const uploadId = newId();
  const log = await watchDisk(folder);
  const facts = await store.append(uploadId, 0, pieces(bytes));
  log.push("weighed");
  expect(log.slice(-2)).toEqual(["sync part", "weighed"]);
  log.length = 0;
  await store.complete(uploadId, { ...address, sha256: facts.sha256 });
  log.push("complete");
  const shelf = path.join("objects", address.studioId, address.sha256.slice(0, 2));
  const parents = [shelf, path.dirname(shelf), "objects", "."];
  expect(log).toEqual([...parents.map((f) => `sync ${f}`), "rename", `sync ${shelf}`, "complete"]);

  log.length = 0;
  const made = await store.scratch("render");
  await fs.writeFile(made, "a render");
  const { sha256 } = await store.hashFile(made);
  await store.keep(made, { studioId: address.studioId, sha256 });
  expect([log[0], ...log.slice(-2)]).toEqual([
    `sync ${path.join("scratch", "render")}`,
    "rename",
    `sync ${path.join("objects", address.studioId, sha256.slice(0, 2))}`,
  ]);
});

/** What reaches the disk in which order, done for real and then written down. */
async function watchDisk(folder: string) {
  const log: string[] = [];
  const open = fs.open.bind(fs);
  const rename = fs.rename.bind(fs);
  const inFolder = (file: string) => path.relative(folder, file) || ".";
  const opened = vi.spyOn(fs, "open").mockImplementation(async (file, ...rest) => {
    const handle = await open(file, ...rest);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      await sync();
      const at = inFolder(String(file));
      log.push(`sync ${path.basename(at) === "part" ? "part" : at}`);
    };
    return handle;
  });
  const renamed = vi.spyOn(fs, "rename").mockImplementation(async (from, to) => {
    await rename(from, to);
    log.push("rename");
  });
  onTestFinished(() => {
    opened.mockRestore();
    renamed.mockRestore();
  });
  return log;
}

test("completing again, as a transaction that was tried again does, changes nothing", async () => {
  const { store } = await makeStore();
  const uploadId = newId();
  await store.append(uploadId, 0, pieces(bytes));
  await store.complete(uploadId, address);
  await store.complete(uploadId, address);
  expect(await store.size(address)).toBe(bytes.length);
});

test("completing what never came is an error, not an empty object", async () => {
  const { store } = await makeStore();
  await expect(store.complete(newId(), address)).rejects.toThrow("ENOENT");
  expect(await store.size(address)).toBeNull();
});

test("going on beyond what is here is an error; going on from before it forgets the rest", async () => {
  const { store } = await makeStore();
  const uploadId = newId();
  await store.append(uploadId, 0, pieces(bytes.subarray(0, 1_000)));
  await expect(store.append(uploadId, 1_001, pieces(bytes))).rejects.toThrow("1000 bytes are here");
  const facts = await store.append(uploadId, 500, pieces(bytes.subarray(500, 800)));
  expect(facts).toMatchObject({ sizeBytes: 800, sha256: hash("sha256", bytes.subarray(0, 800)) });
});

test("ranges include both ends", async () => {
  const { store } = await makeStore();
  const uploadId = newId();
  await store.append(uploadId, 0, pieces(bytes));
  await store.complete(uploadId, address);
  expect((await all(store.read(address, { start: 5, end: 5 }))).equals(bytes.subarray(5, 6))).toBe(true);
  expect(
    (await all(store.read(address, { start: 999_999, end: 2_000_000 }))).equals(
      bytes.subarray(999_999, 2_000_001),
    ),
  ).toBe(true);
});

test("parts and objects are listed; what was cut, given up or deleted is not", async () => {
  const { store } = await makeStore();
  const [kept, cut, givenUp] = [newId(), newId(), newId()];
  for (const uploadId of [kept, cut, givenUp]) await store.append(uploadId, 0, pieces(bytes.subarray(0, 10)));
  await store.cut(cut, 4);
  await store.abort(givenUp);
  const parts = [];
  for await (const part of store.parts()) parts.push([part.uploadId, part.sizeBytes]);
  expect(parts.sort()).toEqual(
    [
      [kept, 10],
      [cut, 4],
    ].sort(),
  );

  await store.append(kept, 0, pieces(bytes));
  await store.complete(kept, address);
  const listed = [];
  for await (const object of store.list()) listed.push(object.address);
  expect(listed).toEqual([address]);
  await store.delete(address);
  await store.delete(address);
  expect(await store.size(address)).toBeNull();
});

test("files that a desktop left in the store's folders are none of its own", async () => {
  const { store, folder } = await makeStore();
  const uploadId = newId();
  await store.append(uploadId, 0, pieces(bytes));
  await store.complete(uploadId, address);
  const shelf = path.join(folder, "objects", address.studioId, address.sha256.slice(0, 2));
  await store.append(uploadId, 0, pieces(bytes.subarray(0, 10)));
  for (const at of [shelf, path.dirname(shelf), path.join(folder, "objects"), path.join(folder, "incoming")])
    for (const name of [".DS_Store", "Thumbs.db"]) await fs.writeFile(path.join(at, name), "x");
  const half = { ...address, sha256: `${address.sha256}.part` };
  await fs.writeFile(path.join(shelf, half.sha256), "left by a restore that was killed");
  const listed = [];
  for await (const object of store.list()) listed.push(object.address);
  const parts = [];
  for await (const part of store.parts()) parts.push(part.uploadId);
  expect(listed).toEqual(expect.arrayContaining([address, half]));
  expect([listed.length, parts]).toEqual([2, [uploadId]]);
});

test.each(["../elsewhere", "a/b", "", ".", "..", "a\\b", "a\u0000"])(
  "%j is no name that becomes a path",
  async (name) => {
    const { store } = await makeStore();
    await expect((async () => store.received(name))()).rejects.toThrow("not a name of the store");
    await expect((async () => store.size({ studioId: name, sha256: address.sha256 }))()).rejects.toThrow(
      "not a name of the store",
    );
    await expect(store.scratch(name)).rejects.toThrow("not a name of the store");
  },
);

test("an empty store lists nothing and has room", async () => {
  const { store } = await makeStore();
  for await (const part of store.parts()) expect(part).toBeUndefined();
  for await (const object of store.list()) expect(object).toBeUndefined();
  expect(await store.freeBytes()).toBeGreaterThan(0);
});
