import { expect, test } from "vitest";
import { draftKey, keepDraft, readDraft } from "./draft.ts";

function device() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test("a draft comes back as it was left, with what a newer page added", () => {
  const storage = device();
  keepDraft(storage, draftKey("jon", "note", "1"), { words: "Snare" });
  expect(readDraft(storage, draftKey("jon", "note", "1"), { words: "", kind: "request" })).toEqual({
    words: "Snare",
    kind: "request",
  });
  for (const other of [
    draftKey("jon", "note", "2"),
    draftKey("jon", "reply", "1"),
    draftKey("noor", "note", "1"),
  ])
    expect(readDraft(storage, other, { words: "" })).toBeNull();
});

test("what is no draft is not taken for one", () => {
  const storage = device();
  for (const other of ["{", "[]", "null", '"words"']) {
    storage.setItem("draft:note:1", other);
    expect(readDraft(storage, "draft:note:1", { words: "" })).toBeNull();
  }
});

test("a full device says so and does not throw", () => {
  const full = {
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  expect(keepDraft(full, "draft:note:1", { words: "Snare" })).toBe(false);
});
