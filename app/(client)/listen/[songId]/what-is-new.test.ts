import { expect, test } from "vitest";
import { blocking, note, review, revision, work } from "@/components/review/review-for-tests.ts";
import type { Note, Review } from "@/components/review/review-types.ts";
import { whatIsNew } from "./what-is-new.ts";

const mix2 = revision("mixing", 2, { changeNote: "Drums closer." });
const outcome = (id: string, is: "answered" | "declined"): Pick<Note, "answers"> => ({
  answers: [
    {
      id: `${id} ${is}`,
      revisionId: mix2.id,
      outcome: is,
      words: "",
      byId: "mix",
      at: new Date(2),
      sentBack: null,
    },
  ],
});
const answered = (id: string) => outcome(id, "answered");
const me: Review["me"] = { userId: "maya", roles: ["artist"], grants: [] };
const newTo = (notes: Note[], change: Parameters<typeof review>[0] = {}) =>
  whatIsNew(review({ me, revisions: [mix2], notes, ...change }), mix2);

test("a mix says what it answers and declines, and whose notes they were", () => {
  expect(newTo([note("a", answered("a"))])).toBe("Mix 2 answers 1 note. Drums closer.");
  const others = note("b", { authorId: "mas", ...answered("b") });
  expect(newTo([note("a", outcome("a", "declined")), others])).toBe(
    "Mix 2 answers 1 note and declines 1, with the reason (1 of yours). Drums closer.",
  );
});

test("a mix that answers nothing says what changed", () => {
  expect(newTo([])).toBe("Mix 2. Drums closer.");
});

test("mastering's requests, which who listens does not see, are not counted, unless the mix is brought from there", () => {
  const requests = [blocking("a", answered("a"))];
  expect(newTo(requests)).toBe("Mix 2. Drums closer.");
  expect(newTo(requests, { workItems: [work("mastering", "waiting")] })).toBe(
    "Mix 2 answers 1 note. Drums closer.",
  );
});
