import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

test("the pace is that of the last seconds, and unknown while there is too little to go by", () => {
  const pace = new Pace();
  pace.add(1_000_000, 0);
  expect(pace.bytesPerSecond(100)).toBeNull();
  for (let t = 250; t <= 10_000; t += 250) pace.add(250_000, t);
  expect(pace.bytesPerSecond(10_000)).toBeGreaterThan(950_000);
  expect(pace.bytesPerSecond(10_000)).toBeLessThan(1_100_000);
  expect(pace.bytesPerSecond(20_000)).toBeNull();
});
