import { expect, test } from "vitest";
import { withTurns } from "@/server/testing/with-turns.ts";
import { blocking, offered, print, revision, signOff, work, review as written } from "./review-for-tests.ts";
import { whoHasIt } from "./who-has-it.ts";

/** Read by somebody who runs the studio. */
const me = { userId: "other", roles: [], grants: [] };
const asMixer = (change: Parameters<typeof written>[0] = {}) => withTurns(written(change));
const review = (change: Parameters<typeof written>[0] = {}) => asMixer({ me, ...change });

test("says who sends the next mix, and to that person that it is theirs", () => {
  expect(whoHasIt(review())).toBe("Mixing: Jo Mix sends Mix 1.");
  expect(whoHasIt(asMixer())).toBe("Mixing: you send Mix 1.");
});

test("says who listens and decides", () => {
  const r = review({
    workItems: [work("recording", "approved"), work("mixing", "in_review"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1)],
  });
  expect(whoHasIt(r)).toBe("Mixing: Maya Lind listens to Mix 1 and decides.");
  expect(whoHasIt(asMixer({ ...r, me: { ...me, userId: "maya" } }))).toBe(
    "Mixing: you listen to Mix 1 and decide.",
  );
});

test("says who hands the approved mix off, who accepts it, and what holds it", () => {
  const approved = {
    workItems: [work("mixing", "approved"), work("mastering", "waiting")],
    revisions: [revision("mixing", 2, { signOffs: [signOff()] })],
  };
  expect(whoHasIt(review(approved))).toBe("Mastering: Jo Mix hands Mix 2 off.");
  expect(whoHasIt(review({ ...approved, handOffs: [offered("mastering")] }))).toBe(
    "Mastering: Ma Ster accepts or returns the premaster.",
  );
  expect(whoHasIt(review({ ...approved, notes: [blocking("a")] }))).toBe(
    "Mastering: held by a blocking request.",
  );
});

test("says who hands a mix from elsewhere off, and to who may do it that it is theirs", () => {
  const supplied = review({
    workItems: [work("mastering", "waiting")],
    revisions: [revision("mixing", 1, { file: print("premaster"), signOffs: [signOff()] })],
  });
  expect(whoHasIt(supplied)).toBe("Mastering: who brought the mix hands Mix 1 off.");
  expect(whoHasIt(asMixer({ ...supplied, me: { ...me, grants: ["premaster.upload"] } }))).toBe(
    "Mastering: you hand Mix 1 off.",
  );
});

test("a recall is mixing again, and says why", () => {
  const recalled = review({
    workItems: [work("mixing", "in_progress"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1)],
    notes: [blocking("a")],
  });
  expect(whoHasIt(recalled)).toBe("Mixing: Jo Mix sends Mix 2, which answers a blocking request.");
});

test("a blocking request that was sent back waits for the next mix, and one that is answered for who decides", () => {
  const answering = (state: "open" | "answered") =>
    review({
      workItems: [work("mixing", "in_review"), work("mastering", "waiting")],
      revisions: [revision("mixing", 1), revision("mixing", 2)],
      notes: [blocking("a", { state })],
    });
  expect(whoHasIt(answering("open"))).toBe("Mixing: Jo Mix sends Mix 3, which answers a blocking request.");
  expect(whoHasIt(answering("answered"))).toBe("Mixing: Maya Lind listens to Mix 2 and decides.");
});

test("names several people, and the role where nobody is named yet", () => {
  expect(whoHasIt(review({ participants: [] }))).toBe("Mixing: the mixing engineer sends Mix 1.");
  const two = [...review().participants, { userId: "rec", part: "mixing_engineer" as const, powers: [] }];
  expect(whoHasIt(review({ participants: two }))).toBe("Mixing: Jo Mix or Rae Rec sends Mix 1.");
});

test("ends with the master that can be downloaded", () => {
  const delivered = review({
    workItems: [work("mastering", "approved"), work("delivery", "in_progress")],
    revisions: [revision("mastering", 1, { signOffs: [signOff()] })],
  });
  expect(whoHasIt(delivered)).toBe("Delivery: Maya Lind can download the master.");
});

test("what is on hold says why", () => {
  const held = { ...work("mixing", "on_hold"), heldReason: "The band is away" };
  expect(whoHasIt(review({ workItems: [held, work("mastering", "waiting")] }))).toBe(
    "Mixing: on hold: “The band is away”. The studio resumes it.",
  );
});
