import { expect, test } from "vitest";
import { countNotes, inSongOrder, stepNote } from "./note-order.ts";

const lying = (id: string) => ({ startsAtSeconds: id === "mix2" ? 10 : 0, sampleRateHz: 100 });
const note = (id: string, revisionId: string, startSample: number | null, number = 1) => ({
  id,
  revisionId,
  startSample,
  number,
});

test("notes of two revisions are listed in the order of the song, the whole song first", () => {
  const listed = inSongOrder(
    [note("a", "mix1", 1500), note("b", "mix2", 200), note("c", "mix1", null), note("d", "mix2", 0)],
    lying,
  );
  expect(listed.map((n) => n.id)).toEqual(["c", "d", "b", "a"]);
});

test("notes at one place keep the order in which they were written", () => {
  expect(inSongOrder([note("b", "mix1", 5, 2), note("a", "mix1", 5, 1)], lying).map((n) => n.id)).toEqual([
    "a",
    "b",
  ]);
});

test("stepping begins at the near end and stays at the far one", () => {
  const listed = [{ id: "a" }, { id: "b" }];
  expect(stepNote(listed, null, 1)?.id).toBe("a");
  expect(stepNote(listed, null, -1)?.id).toBe("b");
  expect(stepNote(listed, "a", 1)?.id).toBe("b");
  expect(stepNote(listed, "b", 1)?.id).toBe("b");
  expect(stepNote(listed, "gone", 1)?.id).toBe("a");
  expect(stepNote([], null, 1)).toBeUndefined();
});

test("declined is counted apart from answered until who asked closes it, and praise is not counted", () => {
  const of = (state: "open" | "answered" | "declined" | "resolved" | "said") => ({
    kind: "request" as const,
    state,
  });
  expect(countNotes([of("open"), of("declined"), of("answered"), of("resolved"), of("said")])).toEqual({
    open: 1,
    answered: 1,
    declined: 1,
    closed: 1,
  });
});
