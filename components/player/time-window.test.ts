import { expect, test } from "vitest";
import {
  centredOn,
  follow,
  frameAt,
  isWhole,
  lengthOf,
  pan,
  shareOf,
  whole,
  within,
  zoom,
} from "./time-window.ts";

const frames = 1_000_000;
const song = { frames, widthPx: 1000 };

test("coming closer keeps the frame under the pointer where it is", () => {
  const closer = zoom({ start: 200_000, end: 600_000 }, 2, 300_000, song);
  expect(lengthOf(closer)).toBe(200_000);
  expect(shareOf(closer, 300_000)).toBeCloseTo(0.25, 10);
});

test("coming closer ends where the stored peaks end", () => {
  const closest = zoom(whole(frames), 1e9, 500_000, song);
  expect(lengthOf(closest)).toBe(128_000);
  expect(lengthOf(zoom(closest, 2, 500_000, song))).toBe(128_000);
});

test("going away ends at the whole song, from any corner", () => {
  const all = zoom({ start: 900_000, end: 1_000_000 }, 1 / 100, 950_000, song);
  expect(all).toEqual({ start: 0, end: frames });
  expect(isWhole(all, frames)).toBe(true);
});

test("a song shorter than the closest zoom is always whole", () => {
  expect(zoom(whole(5000), 4, 2500, { frames: 5000, widthPx: 1000 })).toEqual({ start: 0, end: 5000 });
});

test("a window never leaves the song", () => {
  expect(within(frames, { start: -50, end: 100 })).toEqual({ start: 0, end: 150 });
  expect(pan({ start: 800_000, end: 900_000 }, 500_000, frames)).toEqual({ start: 900_000, end: 1_000_000 });
  expect(centredOn({ start: 0, end: 100_000 }, 0, frames)).toEqual({ start: 0, end: 100_000 });
});

test("following smoothly waits for the pivot, then keeps the playhead there", () => {
  const window = { start: 100_000, end: 200_000 };
  expect(follow(window, 130_000, frames, "smooth")).toBe(window);
  const moved = follow(window, 150_000, frames, "smooth");
  expect(shareOf(moved, 150_000)).toBeCloseTo(0.4, 10);
  expect(follow(window, 999_000, frames, "smooth")).toEqual({ start: 900_000, end: 1_000_000 });
});

test("following by pages turns only when the playhead has left", () => {
  const window = { start: 100_000, end: 200_000 };
  expect(follow(window, 199_999, frames, "pages")).toBe(window);
  expect(follow(window, 200_000, frames, "pages")).toEqual({ start: 200_000, end: 300_000 });
  expect(follow(window, 50_000, frames, "pages")).toEqual({ start: 50_000, end: 150_000 });
});

test("pixels and frames translate both ways", () => {
  const window = { start: 100_000, end: 300_000 };
  expect(frameAt(window, shareOf(window, 123_456))).toBe(123_456);
});
