import { expect, test } from "vitest";
import { measuredFile } from "../testing/measured-file.ts";
import { referenceOf, worstFirst } from "./rules.ts";

test("the reference print is the newest rough mix, in whatever order they lie", () => {
  const older = measuredFile("rough_mix", "Rough 1.wav");
  const newer = measuredFile("rough_mix", "Rough 2.wav");
  expect(referenceOf([newer, measuredFile("stem", "Kick.wav"), older])).toBe(newer);
  expect(referenceOf([])).toBeUndefined();
});

test("of several renders of one thing the newest that is ready serves, and without one the newest", () => {
  const render = (state: string, engineVersion: number) => ({ state, engineVersion });
  const serving = (...renders: ReturnType<typeof render>[]) => renders.toSorted(worstFirst).at(-1);
  const [old, ready, running] = [render("ready", 1), render("ready", 2), render("running", 3)];
  expect(serving(ready, running, old)).toBe(ready);
  expect(serving(running, render("failed", 1))).toBe(running);
});
