import { describe, expect, test } from "vitest";
import { blocking, note, review, revision, work } from "@/components/review/review-for-tests.ts";
import type { Review } from "@/components/review/review-types.ts";
import { withTurns } from "@/server/testing/with-turns.ts";
import { decisionsOf } from "./decisions.ts";

const mix = revision("mixing", 1);
const decider: Review["me"] = {
  userId: "maya",
  roles: ["client"],
  grants: ["note.add", "signoff.give", "round.send"],
};
const inReview = { workItems: [work("mixing", "in_review")], revisions: [mix] };
const decisions = (change: Partial<Review> = {}) =>
  decisionsOf(withTurns(review({ ...inReview, me: decider, ...change })), mix);

test("who decides approves or asks while the newest is in review", () => {
  expect(decisions()).toEqual({ newest: mix, mayApprove: true, mayAsk: true, unsent: null });
});

test("who may only note asks", () => {
  const me = { ...decider, grants: ["note.add" as const] };
  expect(decisions({ me })).toMatchObject({ mayApprove: false, mayAsk: true, unsent: null });
});

test.each(["approved", "cancelled"] as const)("nothing is left to decide once it is %s", (state) => {
  expect(decisions({ workItems: [work("mixing", state)] })).toBeNull();
});

test("a mix is not approved before it answers mastering's blocking request, but notes on it may be sent", () => {
  expect(decisions({ notes: [blocking("a")] })).toMatchObject({ mayApprove: false, mayAsk: true });
  expect(decisions({ notes: [blocking("a"), note("b")] })?.unsent).toEqual({ count: 1, mine: true });
  expect(decisions({ notes: [blocking("a", { state: "answered" })] })?.mayApprove).toBe(true);
});

test("nothing is decided before there is a revision", () => {
  expect(decisionsOf(review({ me: decider }), undefined)).toBeNull();
});

describe("notes that were not sent yet", () => {
  test("are counted, and whether one is theirs", () => {
    const notes = [note("a", { authorId: "sami" }), note("b", { authorId: "sami", kind: "praise" })];
    expect(decisions({ notes })?.unsent).toEqual({ count: 2, mine: false });
    expect(decisions({ notes: [...notes, note("c")] })?.unsent).toEqual({ count: 3, mine: true });
  });

  test("are those on the newest, without mastering's requests and an engineer's explanations", () => {
    const notes = [
      note("sent", { round: { number: 1, sentAt: new Date(0) } }),
      note("older", { revisionId: "another" }),
      note("request", { kind: "mix_revision_request" }),
      note("explanation", { kind: "answer" }),
    ];
    expect(decisions({ notes })?.unsent).toBeNull();
  });
});
