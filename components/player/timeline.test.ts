import { expect, test } from "vitest";
import { type PlayerSource, sameMusic, samePlace, sampleAt } from "./timeline.ts";

const source = (values: Partial<PlayerSource>): PlayerSource => ({
  id: "s",
  label: "Mix 1",
  listenUrl: "",
  sampleRateHz: 48_000,
  frames: 480_000,
  offsetSamples: 0,
  ...values,
});

test("the same music is found at another offset and another rate", () => {
  const mix = source({});
  const master = source({ sampleRateHz: 44_100, frames: 441_000, offsetSamples: 22_050 });
  expect(samePlace(mix, master, 5)).toBeCloseTo(4.5, 9);
  expect(samePlace(master, mix, 4.5)).toBeCloseTo(5, 9);
});

test("music that the other source lacks is heard from its nearest end", () => {
  const late = source({ offsetSamples: 96_000 });
  expect(samePlace(source({}), late, 1)).toBe(0);
  expect(sameMusic(source({}), late, 1)).toBeNull();
  expect(sameMusic(source({}), late, 3)).toBe(1);
  expect(samePlace(late, source({}), 9.5)).toBe(10);
});

test("samples stay inside the source", () => {
  expect(sampleAt(source({}), 1.5)).toBe(72_000);
  expect(sampleAt(source({}), -1)).toBe(0);
  expect(sampleAt(source({}), 99)).toBe(480_000);
});
