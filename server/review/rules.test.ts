import { expect, test } from "vitest";
import { isAnswered, noteNumbers } from "./rules.ts";

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

test("the latest answer stands, unless it was sent back: the one before it was not enough either", () => {
  const answer = (day: number, sentBack: { at: Date } | null = null) => ({ at: new Date(day), sentBack });
  const [first, second] = [answer(1), answer(2)];
  expect(isAnswered({ answers: [] })).toBe(false);
  expect(isAnswered({ answers: [second, first] })).toBe(true);
  expect(isAnswered({ answers: [first, answer(2, { at: new Date(3) })] })).toBe(false);
});
