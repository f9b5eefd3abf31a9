import { expect, test } from "vitest";
import { relativeTime } from "./relative-time-text.ts";

const now = Date.UTC(2026, 4, 3, 12);
const hours = (n: number) => n * 3_600_000;

test("less than a minute away is just now", () => {
  expect(relativeTime(now - 59_999, now)).toBe("just now");
});

test("the largest whole unit is named, rounded toward now", () => {
  expect(relativeTime(now - 119_000, now)).toBe("1 minute ago");
  expect(relativeTime(now - hours(23.9), now)).toBe("23 hours ago");
  expect(relativeTime(now - hours(24), now)).toBe("yesterday");
  expect(relativeTime(now - hours(24 * 400), now)).toBe("last year");
});

test("what a clock ahead of this one told is just now, never in the future", () => {
  expect(relativeTime(now + 59_999, now)).toBe("just now");
  expect(relativeTime(now + hours(49), now)).toBe("just now");
});
