import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame } from "node-av/lib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalBytes, DecodedFile } from "./decode.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { writeListeningCopy } from "./listening-copy.ts";
import { noise, scaled, toFloatBytes, toIntegers, wav } from "./testing/synthesise.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "listening-copy-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Soft noise: an encoder keeps its wave form, and its correlation has one sharp peak. */
function music(frames: number, sampleRateHz: number, seed: number): Float64Array {
  const white = noise(frames, seed);
  const pole = Math.exp((-2 * Math.PI * 2000) / sampleRateHz);
  let state = 0;
  return white.map((sample) => {
    state = pole * state + (1 - pole) * sample;
    return state;
  });
}

async function copyOf(channels: Float64Array[], sampleRateHz: number) {
  const source = join(folder, "source.wav");
  const out = join(folder, "copy.m4a");
  await writeFile(
    source,
    wav({ sampleRateHz, channels: channels.length, bits: 24 }, toIntegers(channels, 24)),
  );
  const result = await writeListeningCopy(source, out, DEFAULT_LIMITS, () => {});
  return { result, copy: await decoded(out), bytes: await readFile(out) };
}

async function decoded(path: string) {
  const file = await DecodedFile.open(path, { container: "mp4", countsFrames: true }, DEFAULT_LIMITS);
  const parts: Uint8Array[] = [];
  const keep = (frame: Frame) =>
    parts.push(Uint8Array.from(canonicalBytes(frame, file.pcm, () => new Uint8Array())));
  const { frames } = await file.forEachFrame(DEFAULT_LIMITS, keep, () => {});
  const { pcm } = file;
  await file.close();
  const samples = new Float32Array(Uint8Array.from(Buffer.concat(parts)).buffer);
  const channels = Array.from({ length: pcm.channels }, (_, channel) =>
    samples.filter((_sample, index) => index % pcm.channels === channel),
  );
  return { frames, pcm, channels };
}

/** Where `copy` fits `source` best, within 3,000 frames each way, and how well (1 = perfectly). */
function bestFit(source: Float64Array, copy: Float32Array, window = 8000) {
  const start = Math.floor(source.length / 2);
  const likeness = (offset: number) => {
    let cross = 0;
    let power = 0;
    let copyPower = 0;
    for (let n = start; n < start + window; n++) {
      const a = source[n] ?? 0;
      const b = copy[n + offset] ?? 0;
      cross += a * b;
      power += a * a;
      copyPower += b * b;
    }
    return cross / Math.sqrt(power * copyPower);
  };
  let best = { offset: 0, fit: -1 };
  for (let offset = -3000; offset <= 3000; offset++) {
    const value = likeness(offset);
    if (value > best.fit) best = { offset, fit: value };
  }
  return best;
}

describe.each([8_000, 22_050, 44_100, 48_000])("at %i Hz", (sampleRateHz) => {
  test("the copy has the source's length, place and rate", async () => {
    const frames = sampleRateHz + 12_345;
    const left = music(frames, sampleRateHz, 1);
    const { result, copy } = await copyOf([left, music(frames, sampleRateHz, 2)], sampleRateHz);
    expect(result).toEqual({ ok: true, codec: "aac", sampleRateHz, frames });
    expect(copy).toMatchObject({ frames, pcm: { sampleRateHz, channels: 2 } });
    const { offset, fit } = bestFit(left, copy.channels[0] ?? new Float32Array());
    expect(offset).toBe(0);
    expect(fit).toBeGreaterThan(0.8);
  });
});

test.each([96_000, 192_000])("%i Hz becomes 48 kHz without moving", async (sampleRateHz) => {
  const factor = sampleRateHz / 48_000;
  const slow = music(60_000, 48_000, 1);
  // Linear interpolation: every `factor`-th sample is the slow one.
  const fast = Float64Array.from({ length: slow.length * factor }, (_, n) => {
    const from = slow[Math.floor(n / factor)] ?? 0;
    const to = slow[Math.floor(n / factor) + 1] ?? 0;
    return from + ((to - from) * (n % factor)) / factor;
  });
  const { result, copy } = await copyOf([fast, fast], sampleRateHz);
  expect(result).toMatchObject({ sampleRateHz: 48_000, frames: 60_000 });
  expect(copy.frames).toBe(60_000);
  expect(bestFit(slow, copy.channels[0] ?? new Float32Array()).offset).toBe(0);
});

test("mono stays mono, and six channels become two", async () => {
  const channels = Array.from({ length: 6 }, (_, index) => music(48_000, 48_000, index + 1));
  expect((await copyOf(channels.slice(0, 1), 48_000)).copy.pcm.channels).toBe(1);
  expect((await copyOf(channels, 48_000)).copy.pcm.channels).toBe(2);
});

test.each([1, 5, 1023, 1024, 1025])("a file of %i frames keeps its length", async (frames) => {
  expect((await copyOf([music(frames, 48_000, 1)], 48_000)).copy.frames).toBe(frames);
});

test("the index stands before the audio", async () => {
  const { bytes } = await copyOf([music(48_000, 48_000, 1)], 48_000);
  expect(bytes.indexOf("moov")).toBeGreaterThan(0);
  expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
});

test("NaN and infinities are silenced", async () => {
  const spoilt = scaled(noise(48_000), 0.1);
  spoilt.set([Number.NaN, Number.POSITIVE_INFINITY, -1e30], 9000);
  const source = join(folder, "spoilt.wav");
  const fields = { sampleRateHz: 48_000, channels: 1, bits: 32, isFloat: true };
  await writeFile(source, wav(fields, toFloatBytes([spoilt])));
  await writeListeningCopy(source, join(folder, "spoilt.m4a"), DEFAULT_LIMITS, () => {});
  const { channels } = await decoded(join(folder, "spoilt.m4a"));
  expect(channels[0]?.every((sample) => Math.abs(sample) < 1)).toBe(true);
});
