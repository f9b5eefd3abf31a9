import { expect, test } from "vitest";
import { encodePeaks } from "@/server/audio/peaks-format.ts";
import { decodePeaks, displayGain, NotPeaks, overviewOf, wavesurferChannels } from "./peaks.ts";

const FRAMES = 100_000;
const PIXELS = Math.ceil(FRAMES / 256);

/** Row 0 swings by pixel number, row 1 is louder downwards in one place. */
function finestOf(rows: 1 | 2): Int8Array {
  const finest = new Int8Array(PIXELS * rows * 2);
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    finest[pixel * rows * 2] = -(pixel % 100);
    finest[pixel * rows * 2 + 1] = pixel % 120;
    if (rows === 2) finest[pixel * 4 + 2] = pixel === 200 ? -127 : 0;
  }
  return finest;
}

const encoded = (rows: 1 | 2) => encodePeaks({ rows, sampleRateHz: 48_000, frames: FRAMES }, finestOf(rows));

test("what the server encodes is read back, finest level first", () => {
  const peaks = decodePeaks(encoded(2));
  expect(peaks).toMatchObject({ rows: 2, sampleRateHz: 48_000, frames: FRAMES });
  expect(peaks.levels.map((level) => level.samplesPerPixel)).toEqual([256, 1024, 4096, 16_384, 65_536]);
  expect(peaks.levels[0]?.minMax).toEqual(finestOf(2));
});

test("bytes inside a larger buffer are read where they are", () => {
  const bytes = encoded(1);
  const within = new Uint8Array(bytes.length + 7);
  within.set(bytes, 7);
  expect(decodePeaks(within.subarray(7)).levels[0]?.minMax).toEqual(finestOf(1));
});

test("an overview holds the extremes of every row", () => {
  const overview = overviewOf(decodePeaks(encoded(2)), 40);
  expect(overview).toHaveLength(80);
  expect(Math.min(...overview)).toBe(-127);
  expect(Math.max(...overview)).toBe(119);
});

test("an overview wider than the finest level repeats pixels instead of leaving gaps", () => {
  const flat = new Int8Array(PIXELS * 2).map((_, i) => (i % 2 === 0 ? -50 : 50));
  const peaks = decodePeaks(encodePeaks({ rows: 1, sampleRateHz: 48_000, frames: FRAMES }, flat));
  const overview = overviewOf(peaks, PIXELS * 3);
  expect(new Set(overview)).toEqual(new Set([-50, 50]));
});

test("wavesurfer gets both halves positive, the loudest row of each pixel", () => {
  const [up, down] = wavesurferChannels(decodePeaks(encoded(2)));
  expect(up[119]).toBeCloseTo((0.95 * 119) / 127, 5);
  expect(down[99]).toBeCloseTo((0.95 * 99) / 127, 5);
  expect(down[200]).toBeCloseTo(0.95, 5);
  expect(Math.min(...up, ...down)).toBe(0);
});

test("a quiet song is drawn larger, but silence is not made a song", () => {
  expect(displayGain(Int8Array.of(-20, 40))).toBeCloseTo((0.95 * 127) / 40, 5);
  expect(displayGain(Int8Array.of(-1, 1))).toBe(6);
  expect(displayGain(Int8Array.of(0, 0))).toBe(6);
  expect(displayGain(Int8Array.of(-128, 127))).toBeLessThan(1);
});

test("other bytes, and a file cut short, are refused", () => {
  expect(() => decodePeaks(new Uint8Array(64))).toThrow(NotPeaks);
  expect(() => decodePeaks(encoded(1).subarray(0, 20))).toThrow(NotPeaks);
  const whole = encoded(1);
  expect(() => decodePeaks(whole.subarray(0, whole.length - 1))).toThrow(/shorter/);
});
