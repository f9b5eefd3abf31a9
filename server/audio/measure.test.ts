import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Packer24 } from "./kernel.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { measureFile } from "./measure.ts";
import { decodePeaks } from "./peaks-format.ts";
import { encodeFlac, encodeMp3 } from "./testing/encode.ts";
import {
  aiff,
  bext,
  noise,
  scaled,
  toFloatBytes,
  toIntegers,
  tones,
  wav,
  withChunk,
} from "./testing/synthesise.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "measure-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function measured(name: string, bytes?: Buffer) {
  const path = join(folder, name);
  if (bytes) await writeFile(path, bytes);
  return measureFile(path, join(folder, `${name}.peaks`), DEFAULT_LIMITS, () => {});
}

const sampleRateHz = 48_000;
const stereo = [scaled(noise(70_001, 1), 0.4), scaled(noise(70_001, 2), 0.3)];

function sha256(...parts: (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

describe("the PCM hash", () => {
  test.each([16, 24] as const)(
    "is the same for WAV, AIFF and FLAC of the same %i-bit audio",
    async (bits) => {
      const data = toIntegers(stereo, bits);
      const pcm = { sampleRateHz, channels: 2, bits };
      const expected = sha256(`pcm rate=48000 channels=2 format=s${bits}le\n`, data);
      await encodeFlac(join(folder, `same${bits}.flac`), pcm, data);
      const flac = await measured(`same${bits}.flac`);
      const asWav = await measured(`same${bits}.wav`, wav(pcm, data));
      const asAiff = await measured(`same${bits}.aiff`, aiff(pcm, data));
      expect([flac.pcmSha256, asWav.pcmSha256, asAiff.pcmSha256]).toEqual([expected, expected, expected]);
      expect(flac.report).toEqual(asWav.report);
      expect(asAiff.report).toEqual(asWav.report);
    },
  );

  test("of mono FLAC is that of mono WAV", async () => {
    const data = toIntegers(stereo.slice(0, 1), 24);
    await encodeFlac(join(folder, "mono.flac"), { sampleRateHz, channels: 1, bits: 24 }, data);
    const { pcmSha256, report, format } = await measured("mono.flac");
    expect(pcmSha256).toBe(sha256("pcm rate=48000 channels=1 format=s24le\n", data));
    expect(format.channels).toBe(1);
    expect(report.dcOffset.length).toBe(1);
  });

  test("of 8-bit WAV, which is unsigned, covers signed samples", async () => {
    const signed = toIntegers(stereo, 8);
    const data = Buffer.from(signed.map((byte) => byte ^ 0x80));
    const { pcmSha256, report } = await measured("8.wav", wav({ sampleRateHz, channels: 2, bits: 8 }, data));
    expect(pcmSha256).toBe(sha256("pcm rate=48000 channels=2 format=s8\n", signed));
    expect(Math.abs(report.dcOffset[0] ?? 1)).toBeLessThan(0.01);
  });

  test("of floats covers them as they are, and differs by rate", async () => {
    const data = toFloatBytes(stereo);
    const at48 = await measured("f48.wav", wav({ sampleRateHz, channels: 2, bits: 32, isFloat: true }, data));
    const fields = { sampleRateHz: 96_000, channels: 2, bits: 32, isFloat: true };
    const at96 = await measured("f96.wav", wav(fields, data));
    expect(at48.pcmSha256).toBe(sha256("pcm rate=48000 channels=2 format=f32le\n", data));
    expect(at96.pcmSha256).not.toBe(at48.pcmSha256);
    expect(at48.format).toMatchObject({ sampleFormat: "float", bitDepth: 32 });
  });
});

test("a file's format, frames and peaks are told", async () => {
  const data = toIntegers(stereo, 24);
  const { format, peaksBytes } = await measured(
    "told.wav",
    wav({ sampleRateHz, channels: 2, bits: 24 }, data),
  );
  expect(format).toEqual({
    container: "wav",
    codec: "pcm",
    sampleRateHz,
    bitDepth: 24,
    sampleFormat: "int",
    channels: 2,
    frames: 70_001,
    startSample: null,
  });
  const peaks = await readFile(join(folder, "told.wav.peaks"));
  expect(peaks.length).toBe(peaksBytes);
  expect(decodePeaks(peaks).frames).toBe(70_001);
});

test("a decoder's frames may be of any size", () => {
  const samples = toIntegers([noise(100_003, 7)], 32);
  const expected = Buffer.concat(
    Array.from({ length: 100_003 }, (_, index) => samples.subarray(index * 4 + 1, index * 4 + 4)),
  );
  expect(expected.equals(new Packer24().pack(samples))).toBe(true);
});

test("an ID3 tag before FLAC does not matter", async () => {
  const path = join(folder, "tagged.flac");
  await encodeFlac(path, { sampleRateHz, channels: 2, bits: 24 }, toIntegers(stereo, 24));
  const plain = await measured("tagged.flac");
  const tag = Buffer.concat([Buffer.from("4944330400000000080a", "hex"), Buffer.alloc(1034)]);
  const tagged = await measured("tagged2.flac", Buffer.concat([tag, await readFile(path)]));
  expect(tagged.pcmSha256).toBe(plain.pcmSha256);
});

test("an MP3 is measured as it decodes, at its own length", async () => {
  const sine = tones([[-12, 3]], sampleRateHz);
  const path = join(folder, "song.mp3");
  await encodeMp3(path, { sampleRateHz, channels: 2, bits: 16 }, toIntegers([sine, sine], 16));
  const { format, report } = await measured("song.mp3");
  expect(format).toMatchObject({ container: "mp3", codec: "mp3", sampleFormat: "lossy", bitDepth: null });
  expect(format.frames).toBe(sine.length);
  expect(report.integratedLufs).toBeCloseTo(-12, 0);
});

test("RF64 and W64 read as the WAV of the same audio", async () => {
  const data = toIntegers(stereo, 16);
  const plain = wav({ sampleRateHz, channels: 2, bits: 16 }, data);
  const { pcmSha256 } = await measured("plain.wav", plain);
  expect((await measured("long.wav", rf64(plain, data.length))).pcmSha256).toBe(pcmSha256);
  const w64 = await measured("sony.w64", sonyW64(plain.subarray(20, 36), data));
  expect(w64.pcmSha256).toBe(pcmSha256);
  expect(w64.format.container).toBe("w64");
});

describe("the start on the session's timeline", () => {
  const data = toIntegers(stereo, 16);
  const plain = wav({ sampleRateHz, channels: 2, bits: 16 }, data);
  const oneHour = 3600 * sampleRateHz;
  const startOf = async (bytes: Buffer) => (await measured("start.wav", bytes)).format.startSample;

  test("is what a broadcast extension says, before the audio or behind it", async () => {
    expect(await startOf(withChunk(plain, "bext", bext(BigInt(oneHour)), "before"))).toBe(oneHour);
    expect(await startOf(withChunk(plain, "bext", bext(BigInt(oneHour)), "behind"))).toBe(oneHour);
    const early = withChunk(withChunk(plain, "LIST", Buffer.alloc(7), "before"), "bext", bext(0n), "before");
    expect(await startOf(early)).toBe(0);
  });

  test("may lie past 32 bits", async () => {
    const late = 20n * 3600n * 192_000n;
    const bytes = wav({ sampleRateHz: 192_000, channels: 2, bits: 16 }, data);
    expect(await startOf(withChunk(bytes, "bext", bext(late), "before"))).toBe(Number(late));
  });

  test("is read from RF64 and W64 alike", async () => {
    expect(await startOf(withChunk(rf64(plain, data.length), "bext", bext(48n), "before"))).toBe(48);
    expect(await startOf(withChunk(rf64(plain, data.length), "bext", bext(48n), "behind"))).toBe(48);
    expect(await startOf(sonyW64(plain.subarray(20, 36), data, bext(48n)))).toBe(48);
  });

  test("is read from the tag that a FLAC made of a broadcast file carries", async () => {
    const path = join(folder, "tagged-start.flac");
    const pcm = { sampleRateHz, channels: 2, bits: 16 } as const;
    await encodeFlac(path, pcm, data, { time_reference: String(oneHour) });
    expect((await measured("tagged-start.flac")).format.startSample).toBe(oneHour);
    await encodeFlac(path, pcm, data, { time_reference: "from bar 1" });
    expect((await measured("tagged-start.flac")).format.startSample).toBeNull();
  });

  test("is unknown where nothing says it, or what says it is no time of day or cut short", async () => {
    expect(await startOf(plain)).toBeNull();
    expect(await startOf(withChunk(plain, "bext", bext(2n ** 64n - 1n), "before"))).toBeNull();
    expect(await startOf(withChunk(plain, "bext", bext(86_400n * 48_000n), "before"))).toBeNull();
    expect(await startOf(withChunk(plain, "bext", bext(48n, 345), "before"))).toBeNull();
    expect(await startOf(withChunk(plain, "bext", bext(48n), "behind").subarray(0, -260))).toBeNull();
  });

  test("a damaged chunk behind the audio takes nothing from the audio", async () => {
    const odd = withChunk(plain, "bext", bext(48n), "behind");
    odd.writeUInt32LE(0xffff_fffe, plain.length + 4);
    expect(await startOf(odd)).toBe(48);
    expect(await startOf(Buffer.concat([plain, Buffer.alloc(100_000)]))).toBeNull();
  });
});

describe("values that are no sound", () => {
  const refused = { code: "unreadable", message: expect.stringContaining("no numbers") };
  const floats = (bits: 32 | 64, samples: Float64Array, channels: number) => {
    const narrow = bits === 32 ? new Float32Array(samples) : samples;
    return wav(
      { sampleRateHz, channels, bits, isFloat: true },
      Buffer.from(narrow.buffer, narrow.byteOffset, narrow.byteLength),
    );
  };
  const music = scaled(noise(60_000, 4), 0.4);
  const withOne = (value: number, at: number) => music.with(at, value);

  test.each([
    ["one NaN among music", withOne(Number.NaN, 31_415)],
    ["an infinity at the start", withOne(Number.POSITIVE_INFINITY, 0)],
    ["an infinity at the end", withOne(Number.NEGATIVE_INFINITY, music.length - 1)],
    ["a level beyond any", withOne(1e30, 100)],
    ["nothing but NaN", music.map(() => Number.NaN)],
  ])("are refused, %s, in a mono, stereo or six-channel file of 32 or 64 bits", async (_, samples) => {
    for (const channels of [1, 2, 6]) {
      for (const bits of [32, 64] as const)
        await expect(measured("no-numbers.wav", floats(bits, samples, channels))).rejects.toMatchObject(
          refused,
        );
    }
  });

  test("are not what goes over full scale, or is too small to hear", async () => {
    const over = withOne(8, 100).with(101, 1e-44);
    const { report } = await measured("over.wav", floats(32, over, 2));
    expect(report.invalidSamples).toBe(0);
  });
});

test("the demo's mixes measure as other meters say", async () => {
  const song = join(import.meta.dirname, "../../prisma/demo/final-step");
  const report = async (name: string) =>
    (await measureFile(join(song, name), join(folder, "demo.peaks"), DEFAULT_LIMITS, () => {})).report;
  // Figures of ffmpeg 5.1's ebur128 filter.
  const mix = await report("mix 2.flac");
  expect(mix.integratedLufs).toBeCloseTo(-20.5, 1);
  expect(mix.loudnessRangeLu).toBeCloseTo(3.5, 1);
  expect(mix.truePeakDbtp).toBeCloseTo(-6.9, 1);
  expect((await report("master 1.flac")).integratedLufs).toBeCloseTo(-15.5, 1);
  expect((await stat(join(folder, "demo.peaks"))).size).toBeLessThan(20_000);
});

function rf64(plain: Buffer, dataBytes: number): Buffer {
  const ds64 = Buffer.alloc(36);
  ds64.write("ds64", 0, "latin1");
  ds64.writeUInt32LE(28, 4);
  ds64.writeBigUInt64LE(BigInt(dataBytes), 16);
  const rest = Buffer.from(plain.subarray(12));
  rest.writeUInt32LE(0xffff_ffff, 28);
  return Buffer.concat([Buffer.from("RF64\xff\xff\xff\xffWAVE", "latin1"), ds64, rest]);
}

function sonyW64(format: Buffer, data: Buffer, broadcast?: Buffer): Buffer {
  const chunk = (id: string, body: Buffer) => {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(body.length + 24));
    const guid = Buffer.concat([Buffer.from(id), Buffer.from("f3acd3118cd100c04f8edb8a", "hex")]);
    return Buffer.concat([guid, size, body, Buffer.alloc((8 - (body.length % 8)) % 8)]);
  };
  const riff = Buffer.concat([Buffer.from("726966662e91cf11a5d628db04c10000", "hex"), Buffer.alloc(8)]);
  const wave = Buffer.from("77617665f3acd3118cd100c04f8edb8a", "hex");
  const added = broadcast ? [chunk("bext", broadcast)] : [];
  return Buffer.concat([riff, wave, chunk("fmt ", format), ...added, chunk("data", data)]);
}
