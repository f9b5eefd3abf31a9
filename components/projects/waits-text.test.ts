import { expect, test } from "vitest";
import { waitsText } from "./waits-text.ts";

const review = { on: "decider", words: "to listen and decide" } as const;

test("names who has it, the reader first", () => {
  expect(waitsText({ ...review, forMe: false, others: ["Léa"] })).toBe("Léa to listen and decide");
  expect(waitsText({ ...review, forMe: true, others: ["Léa"] })).toBe("You or Léa to listen and decide");
  expect(waitsText({ ...review, forMe: true, others: [] })).toBe("You to listen and decide");
});

test("counts the others where there are many", () => {
  expect(waitsText({ ...review, forMe: false, others: ["A", "B", "C"] })).toBe(
    "A, B or C to listen and decide",
  );
  expect(waitsText({ ...review, forMe: true, others: ["A", "B", "C"] })).toBe(
    "You, A or 2 others to listen and decide",
  );
});

test("says who is missing where nobody has the part", () => {
  expect(waitsText({ ...review, forMe: false, others: [] })).toBe(
    "Nobody yet who may sign off to listen and decide",
  );
  expect(waitsText({ on: "engineer", words: "to start", forMe: false, others: [] })).toBe(
    "No engineer yet to start",
  );
});

test("waits for nobody in the words of the rule", () => {
  expect(waitsText({ on: "nobody", words: "for the stage before it", forMe: false, others: [] })).toBe(
    "for the stage before it",
  );
});
