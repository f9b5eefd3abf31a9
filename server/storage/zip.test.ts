import { execFile, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Zip, type ZipEntry, zipBytes, zipOf } from "./zip.ts";

const run = promisify(execFile);
const isThere = (command: string, flag: string) => spawnSync(command, [flag]).status === 0;
const changedAt = new Date("2026-11-22T13:37:42Z");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "zip-"));
});
afterAll(() => rm(folder, { recursive: true }));

function entry(name: string, content: Buffer): ZipEntry {
  return {
    path: name,
    sizeBytes: content.length,
    crc32: crc32(content),
    sha256: createHash("sha256").update(content).digest("hex"),
    changedAt,
    read: async function* ({ start, end }) {
      for (let at = start; at <= end; at += 7) yield content.subarray(at, Math.min(at + 7, end + 1));
    },
  };
}

/** Of a size that no test writes; its bytes are zeros. */
const huge = (name: string, sizeBytes: number): ZipEntry => ({
  ...entry(name, Buffer.alloc(0)),
  sizeBytes,
  read: async function* ({ start, end }) {
    yield Buffer.alloc(end - start + 1);
  },
});

async function slice(zip: Zip, start = 0, end = zip.sizeBytes - 1) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipBytes(zip, { start, end })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const contents = [
  ["Rough Mix.wav", randomBytes(100)],
  ["Stems/Größe – 東京.wav", randomBytes(33)],
  ["Stems/empty.txt", Buffer.alloc(0)],
  ["Documents/Track sheet.pdf", randomBytes(64)],
] as const;
const zip = zipOf(contents.map(([name, content]) => entry(name, content)));

test("the whole is as long as said, and an independent reader finds every entry unharmed", async () => {
  const whole = await slice(zip);
  expect(whole.length).toBe(zip.sizeBytes);
  expect(readZip(whole)).toEqual(
    contents.map(([name, content]) => ({ name, content: content.toString("hex") })),
  );
});

test.skipIf(!isThere("unzip", "-v"))("unzip takes it, where it is installed", async () => {
  const file = path.join(folder, "set.zip");
  await writeFile(file, await slice(zip));
  expect((await run("unzip", ["-t", file])).stdout).toContain("No errors detected");
  await run("unzip", ["-q", file, "-d", path.join(folder, "out")]);
  for (const [name, content] of contents)
    expect(await readFile(path.join(folder, "out", name))).toEqual(content);
});

test.skipIf(!isThere("python3", "-V"))("Python takes it, where it is installed", async () => {
  const file = path.join(folder, "set for python.zip");
  await writeFile(file, await slice(zip));
  expect((await run("python3", ["-m", "zipfile", "-t", file])).stdout).toContain("Done testing");
});

test("every range of bytes equals the same slice of the whole", async () => {
  const whole = await slice(zip);
  for (let start = 0; start < whole.length; start += 11) {
    for (let end = start; end < whole.length; end += 13) {
      expect((await slice(zip, start, end)).equals(whole.subarray(start, end + 1)), `${start}-${end}`).toBe(
        true,
      );
    }
    expect((await slice(zip, start)).equals(whole.subarray(start))).toBe(true);
  }
});

test("the tag follows the content, the names and the times", () => {
  const [a, b] = [entry("a", Buffer.from("x")), entry("a", Buffer.from("y"))];
  expect(zipOf([a]).etag).toBe(zipOf([{ ...a }]).etag);
  expect(zipOf([a]).etag).not.toBe(zipOf([b]).etag);
  expect(zipOf([a]).etag).not.toBe(zipOf([{ ...a, path: "b" }]).etag);
  expect(zipOf([a]).etag).not.toBe(zipOf([{ ...a, changedAt: new Date(0) }]).etag);
});

test("files and offsets beyond 4 GiB stand in ZIP64 records", async () => {
  const big = 0xffffffff;
  const wide = zipOf([huge("just too big.wav", big), huge("just fits.wav", big - 1), huge("far.wav", 5)]);
  const tail = await slice(wide, wide.sizeBytes - 1000);
  const listed = readDirectory(tail, wide.sizeBytes);
  expect(listed.map((e) => [e.name, e.sizeBytes])).toEqual([
    ["just too big.wav", big],
    ["just fits.wav", big - 1],
    ["far.wav", 5],
  ]);
  for (const { name, startsAt, sizeBytes } of listed) {
    const header = await slice(wide, startsAt, startsAt + 30 + name.length + 20 - 1);
    expect(header.readUInt32LE(0)).toBe(0x04034b50);
    expect(header.subarray(30, 30 + name.length).toString()).toBe(name);
    const wideHere = sizeBytes >= big;
    expect(header.readUInt32LE(22)).toBe(wideHere ? big : sizeBytes);
    expect(header.readUInt16LE(28)).toBe(wideHere ? 20 : 0);
    if (wideHere) expect(header.readBigUInt64LE(30 + name.length + 4)).toBe(BigInt(sizeBytes));
  }
});

test("more than 65,534 entries are counted in the ZIP64 record", async () => {
  const many = zipOf(Array.from({ length: 65_535 }, (_, i) => entry(`${i}`, Buffer.alloc(0))));
  const listed = readDirectory(await slice(many), many.sizeBytes);
  expect(listed.length).toBe(65_535);
  expect(listed.at(-1)?.name).toBe("65534");
});

test("an empty set is a ZIP too", async () => {
  expect(readDirectory(await slice(zipOf([])), 22)).toEqual([]);
});

/** A reader of its own, after the specification and not after the writer. */
function readDirectory(tail: Buffer, sizeBytes: number) {
  const at = (offset: number) => offset - (sizeBytes - tail.length);
  const end = tail.length - 22;
  expect(tail.readUInt32LE(end)).toBe(0x06054b50);
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  if (end >= 20 && tail.readUInt32LE(end - 20) === 0x07064b50) {
    const record = at(Number(tail.readBigUInt64LE(end - 12)));
    expect(tail.readUInt32LE(record)).toBe(0x06064b50);
    count = Number(tail.readBigUInt64LE(record + 32));
    length = Number(tail.readBigUInt64LE(record + 40));
    offset = Number(tail.readBigUInt64LE(record + 48));
  }
  const found = [];
  let p = at(offset);
  for (let i = 0; i < count; i++) {
    expect(tail.readUInt32LE(p)).toBe(0x02014b50);
    const [nameLength, extraLength] = [tail.readUInt16LE(p + 28), tail.readUInt16LE(p + 30)];
    let [size, startsAt] = [tail.readUInt32LE(p + 24), tail.readUInt32LE(p + 42)];
    const name = tail.subarray(p + 46, p + 46 + nameLength).toString("utf8");
    let x = p + 46 + nameLength + 4;
    if (size === 0xffffffff) {
      size = Number(tail.readBigUInt64LE(x));
      x += 16;
    }
    if (startsAt === 0xffffffff) startsAt = Number(tail.readBigUInt64LE(x));
    found.push({ name, sizeBytes: size, startsAt, crc: tail.readUInt32LE(p + 16) });
    p += 46 + nameLength + extraLength;
  }
  expect(p).toBe(at(offset) + length);
  return found;
}

function readZip(whole: Buffer) {
  return readDirectory(whole, whole.length).map(({ name, sizeBytes, startsAt, crc }) => {
    const from = startsAt + 30 + whole.readUInt16LE(startsAt + 26) + whole.readUInt16LE(startsAt + 28);
    const content = whole.subarray(from, from + sizeBytes);
    expect(crc32(content)).toBe(crc);
    return { name, content: content.toString("hex") };
  });
}
