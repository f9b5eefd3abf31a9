import { expect, test } from "vitest";
import { inside, placeOn, sampleAt } from "./song-line.ts";

const mix1 = { startsAtSeconds: 0, sampleRateHz: 48_000 };
/** Its first three quarters of a second were cut. */
const mix2 = { startsAtSeconds: 0.75, sampleRateHz: 48_000 };
const master = { startsAtSeconds: 0.75, sampleRateHz: 44_100 };

test("a place is found again on a print that begins later in the song", () => {
  expect(placeOn(mix2, mix1, { startSample: 48_000, endSample: 96_000 })).toEqual({
    startSample: 12_000,
    endSample: 60_000,
  });
  expect(placeOn(mix1, mix2, { startSample: 12_000, endSample: null })).toEqual({
    startSample: 48_000,
    endSample: null,
  });
});

test("a place is found again at another sample rate", () => {
  expect(placeOn(master, mix2, { startSample: 48_000, endSample: null }).startSample).toBe(44_100);
});

test("what a print no longer has begins at its first sample, and the whole song stays the whole song", () => {
  expect(sampleAt(mix2, 0.2)).toBe(0);
  expect(placeOn(mix2, mix1, { startSample: null, endSample: null })).toEqual({
    startSample: null,
    endSample: null,
  });
});

test("a place past the end moves to the end, and a range that loses its length becomes a moment", () => {
  expect(inside(100, { startSample: 40, endSample: 140 })).toEqual({ startSample: 40, endSample: 100 });
  expect(inside(100, { startSample: 120, endSample: 140 })).toEqual({ startSample: 99, endSample: 100 });
  expect(inside(100, { startSample: 30, endSample: 20 })).toEqual({ startSample: 30, endSample: null });
  expect(inside(100, { startSample: null, endSample: null }).startSample).toBeNull();
});
