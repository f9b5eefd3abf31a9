import { expect, test } from "vitest";
import type { Marker } from "./marker.ts";
import { valueText } from "./value-text.ts";

const note = (number: number, start: number, end: number | null, words: string): Marker => ({
  id: `n${number}`,
  number,
  kind: "request",
  resolved: false,
  startSample: start * 48_000,
  endSample: end === null ? null : end * 48_000,
  words,
});
const markers = [
  note(1, 12, null, "Vocal louder"),
  note(2, 41, 49, "Snare rings too long"),
  note(3, 45, null, "Click"),
];
const at = (seconds: number) =>
  valueText({ sample: seconds * 48_000, frames: 240 * 48_000, sampleRateHz: 48_000 }, markers);

test("a place without a note says the time alone", () => {
  expect(at(100)).toBe("1 minute 40 seconds of 4 minutes 0 seconds");
});

test("a place inside a range says its note", () => {
  expect(at(43)).toBe("43 seconds of 4 minutes 0 seconds, note 2 of 3: Snare rings too long");
});

test("a moment close by is nearer than the range around it", () => {
  expect(at(45.2)).toContain("note 3 of 3: Click");
});
