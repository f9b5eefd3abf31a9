import { expect, test } from "vitest";
import { offsetWords, typedOffset } from "./offset.ts";

test("an offset is typed in samples or in seconds", () => {
  expect(typedOffset("36000", "samples", 48_000)).toBe(36_000);
  expect(typedOffset("0,75", "seconds", 48_000)).toBe(36_000);
  expect(typedOffset("−0.5", "seconds", 44_100)).toBe(-22_050);
});

test("half a sample, words and what cannot be meant are not taken", () => {
  for (const typed of ["1.5", "", "ten", "1e9", "999999999"])
    expect(typedOffset(typed, "samples", 48_000)).toBeNull();
  expect(typedOffset("9999999", "seconds", 48_000)).toBeNull();
});

test("the words say which way it goes", () => {
  expect(offsetWords(0, "Mix 1", 48_000)).toBe("Begins where Mix 1 begins.");
  expect(offsetWords(36_000, "Mix 1", 48_000)).toContain("36,000 samples (0.750 s) into Mix 1");
  expect(offsetWords(-480, "Mix 1", 48_000)).toContain("480 samples (0.010 s) before Mix 1");
});
