import { expect, test } from "vitest";
import { seekByKey } from "./seek-keys.ts";

const press = (key: string, from: number, shiftKey = false) => seekByKey({ key, shiftKey }, from, 60);

test("arrows step by five seconds, with Shift by one", () => {
  expect(press("ArrowRight", 10)).toBe(15);
  expect(press("ArrowDown", 10)).toBe(5);
  expect(press("ArrowLeft", 10, true)).toBe(9);
});

test("pages step by fifteen, Home and End go to the ends", () => {
  expect(press("PageUp", 10)).toBe(25);
  expect(press("PageDown", 30)).toBe(15);
  expect(press("Home", 30)).toBe(0);
  expect(press("End", 30)).toBe(60);
});

test("no key leaves the song, and other keys are left alone", () => {
  expect(press("ArrowLeft", 2)).toBe(0);
  expect(press("PageUp", 58)).toBe(60);
  expect(press("m", 10)).toBeNull();
});
