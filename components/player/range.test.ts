import { expect, test } from "vitest";
import { endAt, rangeBetween, startAt } from "./range.ts";

const frames = 1000;

test("a range may be drawn in either direction and stays inside the song", () => {
  expect(rangeBetween(400, 100, { frames })).toEqual({ startSample: 100, endSample: 400 });
  expect(rangeBetween(-50, 2000, { frames })).toEqual({ startSample: 0, endSample: 1000 });
});

test("an empty range is none", () => {
  expect(rangeBetween(100, 100, { frames })).toBeNull();
  expect(rangeBetween(1000, 1500, { frames })).toBeNull();
});

test("ends are drawn to the nearest place within reach only", () => {
  const places = [100, 104, 500];
  expect(rangeBetween(103, 512, { frames, places, reachSamples: 10 })).toEqual({
    startSample: 104,
    endSample: 512,
  });
  expect(rangeBetween(103, 508, { frames, places, reachSamples: 10 })).toEqual({
    startSample: 104,
    endSample: 500,
  });
});

test("start and end can be set one after the other, in any order", () => {
  const started = startAt(300, null, frames);
  expect(started).toEqual({ startSample: 300, endSample: 1000 });
  expect(endAt(400, started, frames)).toEqual({ startSample: 300, endSample: 400 });
  expect(endAt(200, started, frames)).toEqual({ startSample: 0, endSample: 200 });
  expect(startAt(500, { startSample: 100, endSample: 400 }, frames)).toEqual({
    startSample: 500,
    endSample: 1000,
  });
});
