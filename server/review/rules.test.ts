import { expect, test } from "vitest";
import { noteNumbers } from "./rules.ts";

test("notes are numbered over the whole song as they were written", () => {
  const at = (ms: number) => new Date(ms);
  const numbers = noteNumbers([
    { id: "later on mix 1", createdAt: at(3) },
    { id: "first", createdAt: at(1) },
    { id: "b", createdAt: at(2) },
    { id: "a", createdAt: at(2) },
  ]);
  expect([...numbers].toSorted((x, y) => x[1] - y[1]).map(([id]) => id)).toEqual([
    "first",
    "a",
    "b",
    "later on mix 1",
  ]);
});
