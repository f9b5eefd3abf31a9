import { expect, test } from "vitest";
import { noteGroups } from "./note-groups.ts";
import { blocking, note, review, revision } from "./review-for-tests.ts";

const r = review({
  revisions: [revision("mixing", 1), revision("mixing", 2), revision("mixing", 3), revision("mastering", 1)],
  notes: [
    note("a", { state: "answered" }),
    note("b", { revisionId: "mixing 2", startSample: 50 }),
    note("c", { revisionId: "mixing 2", startSample: 10, state: "resolved" }),
    blocking("d", { revisionId: "mixing 2", startSample: 90 }),
    note("e", { revisionId: "mastering 1" }),
  ],
});
const shape = (id: string, openOnly = false) =>
  noteGroups(
    r,
    r.revisions.find((x) => x.id === id),
    openOnly,
  ).map((g) => [g.on?.label, g.notes.map((n) => n.id)]);

test("the revision in focus comes first, then the others of its stage, newest first", () => {
  expect(shape("mixing 3")).toEqual([
    ["Mix 3", []],
    ["Mix 2", ["c", "b", "d"]],
    ["Mix 1", ["a"]],
  ]);
  expect(shape("mixing 1")[0]).toEqual(["Mix 1", ["a"]]);
});

test("a master brings mastering's requests along", () => {
  expect(shape("mastering 1")).toEqual([
    ["Master 1", ["e"]],
    [undefined, ["d"]],
  ]);
});

test("open only leaves out what was answered, closed or said", () => {
  expect(shape("mixing 2", true)).toEqual([["Mix 2", ["b", "d"]]]);
  expect(noteGroups(r, undefined, false)).toEqual([]);
});
