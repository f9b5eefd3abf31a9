import { expect, test } from "vitest";
import { blocking, note, review, revision } from "./review-for-tests.ts";
import { answersOf, emptyRevision, missing, notesToAnswer } from "./revision-draft.ts";

const r = review({
  revisions: [revision("mixing", 1), revision("mixing", 2), revision("mastering", 1)],
  notes: [
    note("late", { number: 1, startSample: 900 }),
    note("early", { number: 2, startSample: 10 }),
    note("done", { number: 3, state: "answered" }),
    note("praise", { number: 4, kind: "praise", state: "said" }),
    note("on the master", { number: 5, revisionId: "mastering 1" }),
    blocking("blocking", { number: 6, revisionId: "mixing 2", startSample: 5_000 }),
  ],
});

test("a mix speaks about what is open on mixes, blocking requests first", () => {
  expect(notesToAnswer(r, "mixing").map((n) => n.id)).toEqual(["blocking", "early", "late"]);
  expect(notesToAnswer(r, "mastering").map((n) => n.id)).toEqual(["on the master"]);
});

test("what stays open is not sent, and neither is an answer to a note that was closed meanwhile", () => {
  const draft = {
    ...emptyRevision,
    changeNote: "Snare shorter",
    answers: {
      late: { outcome: "answered" as const, words: " Shorter " },
      early: { outcome: "open" as const, words: "not yet" },
      closed: { outcome: "answered" as const, words: "" },
      blocking: { outcome: "open" as const, words: "" },
    },
  };
  const notes = notesToAnswer(r, "mixing");
  expect(answersOf(draft, notes)).toEqual([{ noteId: "late", outcome: "answered", words: "Shorter" }]);
  expect(missing(draft, notes)).toBeNull();
});

test("a change note and a reason for each declined note are asked for", () => {
  const notes = notesToAnswer(r, "mixing");
  const blocking = { outcome: "open" as const, words: "" };
  expect(missing(emptyRevision, notes)).toBe("Say what changed, in a sentence.");
  expect(missing({ ...emptyRevision, answers: { blocking } }, notes, true)).toBeNull();
  const declined = {
    ...emptyRevision,
    changeNote: "x",
    answers: { blocking, early: { outcome: "declined" as const, words: " " } },
  };
  expect(missing(declined, notes)).toBe("Say why note 2 is declined.");
});

test("what became of a blocking request is said, also that it stays open", () => {
  const asked = review({ revisions: [revision("mixing", 1)], notes: [blocking("hold", { number: 7 })] });
  const notes = notesToAnswer(asked, "mixing");
  const draft = { ...emptyRevision, changeNote: "x" };
  expect(missing(draft, notes)).toBe("Say what became of note 7: it holds mastering.");
  expect(answersOf(draft, notes)).toEqual([]);
  const left = { ...draft, answers: { hold: { outcome: "open" as const, words: "" } } };
  expect([missing(left, notes), answersOf(left, notes)]).toEqual([null, []]);
});
