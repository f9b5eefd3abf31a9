// Files that lie, are damaged or are something else. Each is refused with a code and a sentence, by the real child.
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MediaPool } from "./pool.ts";
import { encodeFlac, encodeMp3 } from "./testing/encode.ts";
import { aiff, noise, scaled, toIntegers, type WavFields, wav } from "./testing/synthesise.ts";
import type { MediaRefusalCode } from "./types.ts";

const pcm = { sampleRateHz: 48_000, channels: 2, bits: 24 } as const;
const samples = [scaled(noise(100_000, 1), 0.4), scaled(noise(100_000, 2), 0.3)];
const data = toIntegers(samples, 24);
const pool = new MediaPool({ children: 1 });
let folder = "";
let flac = Buffer.alloc(0);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
  await encodeFlac(join(folder, "good.flac"), pcm, data);
  flac = await readFile(join(folder, "good.flac"));
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

async function expectRefusal(bytes: Buffer | string, code: MediaRefusalCode): Promise<void> {
  const path = join(folder, "upload.wav");
  await writeFile(path, bytes);
  const before = await readdir(folder);
  for (const result of [
    await pool.run("measure", { path, out: join(folder, "peaks") }),
    await pool.run("listen", { path, out: join(folder, "copy.m4a") }),
  ]) {
    // Only measuring looks at a FLAC's MD5: nothing gets a listening copy that was not measured before.
    if (result.ok && "codec" in result && code === "altered") {
      await rm(join(folder, "copy.m4a"));
      continue;
    }
    expect(result).toMatchObject({ ok: false, code });
    expect("reason" in result && result.reason).toMatch(/^[A-Z].*\.$/);
  }
  expect(await readdir(folder)).toEqual(before);
}

describe("is refused:", () => {
  test("an empty file", () => expectRefusal("", "empty"));
  test("random bytes", () =>
    expectRefusal(Buffer.from(noise(5000, 3).map((sample) => sample * 127)), "not_audio"));
  test("a text", () => expectRefusal("These are lyrics.\n", "not_audio"));
  test("a text of comments alone", () => expectRefusal("<!---->".repeat(150), "not_audio"));
  test("a program", () => expectRefusal(Buffer.from("4d5a9000", "hex"), "not_audio"));
  test("a ZIP", () => expectRefusal(Buffer.from("504b03041400060008000000", "hex"), "not_audio"));
  test("an HLS playlist", () => expectRefusal("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "playlist"));
  test("an ffconcat script", () => expectRefusal("ffconcat version 1.0\nfile good.flac\n", "playlist"));
  test("a DASH manifest", () => expectRefusal('<?xml version="1.0"?><MPD></MPD>', "playlist"));
});

describe("a WAV is refused", () => {
  const lying = (fields: Partial<WavFields>, body = data) => wav({ ...pcm, ...fields }, body);
  test("that is cut off", () => expectRefusal(lying({}).subarray(0, 200_000), "truncated"));
  test("that is cut off inside its header", () => expectRefusal(lying({}).subarray(0, 30), "truncated"));
  test("that claims more than it holds", () =>
    expectRefusal(lying({ dataBytes: 4_000_000_002 }), "truncated"));
  test("without channels", () => expectRefusal(lying({ channels: 0, blockAlign: 6 }), "lying_header"));
  test("with 65,535 channels", () =>
    expectRefusal(lying({ channels: 65_535, blockAlign: 6 }), "unsupported"));
  test("at 0 Hz", () => expectRefusal(lying({ sampleRateHz: 0 }), "lying_header"));
  test("at 4 GHz", () => expectRefusal(lying({ sampleRateHz: 4_000_000_000 }), "unsupported"));
  test("with 7 bits", () => expectRefusal(lying({ bits: 7, blockAlign: 2 }), "lying_header"));
  test("whose frames have another size", () => expectRefusal(lying({ blockAlign: 4 }), "lying_header"));
  test("with half a frame", () => expectRefusal(lying({}, data.subarray(0, 601)), "lying_header"));
  test("of unstated length", () => expectRefusal(lying({ dataBytes: 0xffff_ffff }), "lying_header"));
  test("whose recording was interrupted", () => expectRefusal(lying({ dataBytes: 0 }), "lying_header"));
  test("without audio", () => expectRefusal(lying({}, Buffer.alloc(0)), "empty"));
  test("with compressed audio", () => {
    const adpcm = lying({});
    adpcm.writeUInt16LE(2, 20);
    return expectRefusal(adpcm, "unsupported");
  });
  test("whose chunks lead past its end", () => {
    const looped = lying({});
    looped.write("junk", 36, "latin1");
    return expectRefusal(looped.fill(0xff, 40, 44), "truncated");
  });
});

describe("a FLAC is refused", () => {
  test("that is cut off", () => expectRefusal(flac.subarray(0, flac.length / 2), "truncated"));
  test("that is cut off inside its header", () => expectRefusal(flac.subarray(0, 20), "truncated"));
  test("with one altered byte", () => expectRefusal(withByte(flac.length / 2), "altered"));
  test("with one altered byte and no MD5", () => {
    const changed = withByte(flac.length / 2);
    return expectRefusal(changed.fill(0, 26, 42), "altered");
  });
  test("whose MD5 is another's", () => expectRefusal(withByte(30), "altered"));
  test("that claims a day of silence", () =>
    expectRefusal(withStreamInfo({ frames: 24 * 3600 * 48_000 }), "too_long"));
  test("that claims fewer samples than it holds", () =>
    expectRefusal(withStreamInfo({ frames: 50_000 }), "altered"));
  test("that claims another rate", () =>
    expectRefusal(withStreamInfo({ sampleRateHz: 96_000 }), "lying_header"));
  test("that claims a rate of 0", () => expectRefusal(withStreamInfo({ sampleRateHz: 0 }), "lying_header"));
});

describe("cut off is", () => {
  test("an AIFF", () => expectRefusal(aiff(pcm, data).subarray(0, 300_000), "truncated"));
  test("an MP3 that counts its frames", async () => {
    const path = join(folder, "good.mp3");
    await encodeMp3(path, { ...pcm, bits: 16 }, toIntegers(samples, 16));
    const mp3 = await readFile(path);
    await rm(path);
    await expectRefusal(mp3.subarray(0, mp3.length / 2), "truncated");
  });
  test("an MP4 whose index is gone", async () => {
    const path = join(folder, "good.m4a");
    await pool.run("listen", { path: join(folder, "good.flac"), out: path });
    const mp4 = await readFile(path);
    await rm(path);
    await expectRefusal(mp4.subarray(0, mp4.length - 100), "truncated");
  });
});

test("a good file with another name is taken for what it is", async () => {
  await copyFile(join(folder, "good.flac"), join(folder, "really.mp3"));
  const result = await pool.run("measure", {
    path: join(folder, "really.mp3"),
    out: join(folder, "good.peaks"),
  });
  expect(result).toMatchObject({ ok: true, format: { container: "flac", frames: 100_000 } });
});

test("a FLAC with an old ID3 tag at its end is as good as without", async () => {
  const path = join(folder, "tagged.flac");
  await writeFile(path, Buffer.concat([flac, Buffer.from("TAG".padEnd(128))]));
  expect(await pool.run("measure", { path, out: join(folder, "tagged.peaks") })).toMatchObject({
    ok: true,
    format: { frames: 100_000 },
  });
});

test("a file that is not there is the machine's failure, not the file's", async () => {
  await expect(
    pool.run("measure", { path: join(folder, "missing"), out: join(folder, "peaks") }),
  ).rejects.toThrow("ENOENT");
});

function withByte(at: number): Buffer {
  const changed = Buffer.from(flac);
  const index = Math.floor(at);
  changed[index] = (changed[index] ?? 0) ^ 0x10;
  return changed;
}

function withStreamInfo(claims: { frames?: number; sampleRateHz?: number }): Buffer {
  const changed = Buffer.from(flac);
  let packed = changed.readBigUInt64BE(18);
  if (claims.frames !== undefined) packed = ((packed >> 36n) << 36n) | BigInt(claims.frames);
  if (claims.sampleRateHz !== undefined)
    packed = (packed & ((1n << 44n) - 1n)) | (BigInt(claims.sampleRateHz) << 44n);
  changed.writeBigUInt64BE(packed, 18);
  return changed;
}
