import { expect, test } from "vitest";
import { counted, quoted, revisionName, shortened } from "./rules.ts";

test("a revision is called what people call it", () => {
  expect(revisionName({ stage: "mixing", number: 2, variant: "main" })).toBe("Mix 2");
  expect(revisionName({ stage: "mastering", number: 1, variant: "instrumental" })).toBe(
    "Master 1 (instrumental)",
  );
});

test("words are quoted line by line, and nothing stays nothing", () => {
  expect(quoted("up\ndown")).toBe("> up\n> down");
  expect(quoted("  ")).toBeNull();
  expect(quoted(null)).toBeNull();
});

test("a long title is cut to one line, a short one is not", () => {
  expect(shortened("short")).toBe("short");
  expect(shortened("a".repeat(200), 20)).toHaveLength(20);
  expect(shortened("one\r\ntwo")).toBe("one two");
});

test("one is written as a word", () => {
  expect(counted(1, "note")).toBe("one note");
  expect(counted(3, "file")).toBe("3 files");
});
