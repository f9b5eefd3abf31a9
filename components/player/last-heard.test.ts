import { expect, test } from "vitest";
import { justHeard, otherThan } from "./last-heard.ts";

const sources = [{ id: "rough" }, { id: "mix 1" }, { id: "mix 2" }];

test("at first the other one is what stands before, and after the first", () => {
  expect(otherThan("mix 2", sources, [])).toBe("mix 1");
  expect(otherThan("rough", sources, [])).toBe("mix 1");
  expect(otherThan("rough", sources.slice(0, 1), [])).toBeUndefined();
});

test("going back and forth stays between the two that were heard last", () => {
  let heard = justHeard([], "rough", "mix 2");
  heard = justHeard(heard, "mix 1", "rough");
  for (const [focus, other] of [
    ["mix 1", "rough"],
    ["rough", "mix 1"],
    ["mix 1", "rough"],
  ] as const) {
    expect(otherThan(focus, sources, heard)).toBe(other);
    heard = justHeard(heard, other, focus);
  }
});

test("what is gone gives its place to what was heard before it", () => {
  const heard = justHeard(["rough"], "mix 3", "mix 1");
  expect(otherThan("mix 1", sources, heard)).toBe("rough");
  expect(otherThan("mix 3", sources, heard)).toBe("mix 1");
  expect(otherThan("mix 3", sources, [])).toBe("mix 2");
});
