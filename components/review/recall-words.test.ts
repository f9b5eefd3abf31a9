import { expect, test } from "vitest";
import { withTurns } from "@/server/testing/with-turns.ts";
import { recallWords, waitWords } from "./recall-words.ts";
import { review as asMixer, blocking, revision, signOff, work } from "./review-for-tests.ts";

const me = { userId: "maya", roles: [], grants: [] };
const review = (change: Parameters<typeof asMixer>[0]) => withTurns(asMixer({ me, ...change }));
const ending = {
  signOffId: "signOff",
  studioId: "s",
  ending: "superseded" as const,
  reason: "",
  byId: "mas",
  at: new Date(9),
};
const approvedOnce = revision("mixing", 2, { signOffs: [signOff({ ending })] });
const recalled = {
  workItems: [work("mixing", "in_progress"), work("mastering", "waiting")],
  revisions: [revision("mixing", 1), approvedOnce],
  notes: [blocking("a")],
};

test("a recall says why the approval no longer stands, who has the mix and what will be heard", () => {
  expect(recallWords(review(recalled))).toBe(
    "Mastering asked for a change to the mix, so the approval of Mix 2 no longer stands and the mix is with Jo Mix again. You will hear Mix 3 before it goes on.",
  );
});

test("the mix that answered needs an approval of its own, and once it has one nothing more is said", () => {
  const answered = (change: object) =>
    review({
      ...recalled,
      workItems: [work("mixing", "in_review"), work("mastering", "waiting")],
      revisions: [approvedOnce, revision("mixing", 3, change)],
      notes: [blocking("a", { state: "answered" })],
    });
  expect(recallWords(answered({}))).toBe(
    "Mastering asked for a change to the mix, so the approval of Mix 2 no longer stands. Mix 3 needs an approval of its own.",
  );
  expect(recallWords(answered({ signOffs: [signOff()] }))).toBeNull();
});

test("of two recalled approvals the last is named", () => {
  const again = revision("mixing", 3, { signOffs: [signOff({ ending })] });
  const revisions = [approvedOnce, again];
  expect(recallWords(review({ ...recalled, revisions }))).toContain("the approval of Mix 3 no longer stands");
});

test("an approval that the studio reopened is no recall by mastering", () => {
  const reopened = revision("mixing", 2, { signOffs: [signOff({ ending: { ...ending, byId: "man" } })] });
  expect(recallWords(review({ ...recalled, notes: [] }))).toBeNull();
  expect(recallWords(review({ ...recalled, revisions: [reopened] }))).toBeNull();
});

test("a mix whose answer was sent back says who makes which one next; an answered one is decided", () => {
  const inReview = { workItems: [work("mixing", "in_review")], revisions: [revision("mixing", 2)] };
  expect(waitWords(review({ ...inReview, notes: [blocking("a")] }), "mixing")).toBe(
    "Mastering asked for a change to the mix that is not made yet. The mix is with Jo Mix, and you will hear Mix 3 before it goes on.",
  );
  const answered = [blocking("a", { state: "answered" })];
  expect(waitWords(review({ ...inReview, notes: answered }), "mixing")).toBeNull();
  expect(waitWords(review({ notes: [blocking("a")] }), "mixing")).toBeNull();
});

test("a master waits for its request to be closed", () => {
  const r = {
    workItems: [work("mastering", "in_review")],
    revisions: [revision("mastering", 1)],
    notes: [blocking("a", { state: "answered" })],
  };
  expect(waitWords(review(r), "mastering")).toContain("still open");
});
