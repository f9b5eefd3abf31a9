import { expect, test } from "vitest";
import { placeSpoken, placeText, typedSeconds } from "./place-text.ts";

const rate = 48_000;

test("a place reads as a moment, a range or the whole song", () => {
  expect(placeText({ startSample: 83.4 * rate, endSample: null }, rate)).toBe("1:23.4");
  expect(placeText({ startSample: 41.2 * rate, endSample: 48.9 * rate }, rate)).toBe("0:41.2 – 0:48.9");
  expect(placeText({ startSample: null, endSample: null }, rate)).toBe("Whole song");
  expect(placeSpoken({ startSample: 0, endSample: 61 * rate }, rate)).toBe(
    "from 0 seconds to 1 minute 1 second",
  );
});

test("typed times are read as people write them", () => {
  expect(typedSeconds("83.4")).toBe(83.4);
  expect(typedSeconds(" 1:23.4 ")).toBeCloseTo(83.4);
  expect(typedSeconds("1:23,5")).toBe(83.5);
  expect(typedSeconds("1:02:03")).toBe(3723);
});

test("what is not a time is not guessed at", () => {
  for (const typed of ["", "a", "1:75", "-3", "1:2:3:4", "1.5:20", "1e3"])
    expect(typedSeconds(typed)).toBeNull();
});
