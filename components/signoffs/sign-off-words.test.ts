import { expect, test } from "vitest";
import { note, review, revision, signOff, work } from "@/components/review/review-for-tests.ts";
import { isWithdrawable, newestOf, whatFollows, whatReopens } from "./sign-off-words.ts";

test("approving a mix says where it goes and what stays open on it", () => {
  const r = review({
    revisions: [revision("mixing", 1)],
    notes: [note("a"), note("b", { state: "answered" })],
  });
  expect(whatFollows(r, revision("mixing", 1))).toEqual([
    "It goes to mastering, which works from exactly this file.",
    "1 open note on it stays as written, undone.",
    "You can withdraw this until mastering has begun.",
  ]);
});

test("approving a mix says how many notes it declines", () => {
  const answer = (revisionId: string) => ({
    id: "answer",
    revisionId,
    outcome: "declined" as const,
    words: "It is the room",
    byId: "mix",
    at: new Date(3),
    sentBack: null,
  });
  const declined = (id: string, revisionId: string) =>
    note(id, { state: "declined", answers: [answer(revisionId)] });
  const r = review({ notes: [declined("a", "mixing 2"), declined("b", "mixing 1")] });
  expect(whatFollows(r, revision("mixing", 2))).toContain("1 note that it declines stays undone.");
});

test("approving a master leads to delivery, and the last stage of a project is simply done", () => {
  expect(whatFollows(review(), revision("mastering", 1))).toEqual([
    "The song is in delivery, and its master can be downloaded.",
    "You can withdraw this until the master was taken.",
  ]);
  const alone = [work("mixing", "in_review")];
  for (const workItems of [alone, [...alone, work("mastering", "cancelled")]])
    expect(whatFollows(review({ workItems }), revision("mixing", 1))).toEqual([
      "The song's mixing is done.",
      "You can withdraw this later.",
    ]);
});

test("a sign-off can be withdrawn until the next stage has it, and always where that was cancelled", () => {
  const whenMastering = (state: "waiting" | "in_progress" | "cancelled") =>
    isWithdrawable(review({ workItems: [work("mastering", state)] }), revision("mixing", 1));
  expect((["waiting", "in_progress", "cancelled"] as const).map(whenMastering)).toEqual([true, false, true]);
  expect(isWithdrawable(review({ workItems: [] }), revision("mixing", 1))).toBe(true);
  expect(isWithdrawable(review(), revision("mastering", 1))).toBe(true);
  expect(isWithdrawable(review(), revision("mastering", 1, { takenAt: new Date() }))).toBe(false);
});

test("the newest revision of a stage is found whichever one is looked at", () => {
  const r = review({ revisions: [revision("mixing", 2), revision("mixing", 1), revision("mastering", 3)] });
  expect(newestOf(r, revision("mixing", 1)).label).toBe("Mix 2");
});

test("reopening mixing says that the master made from it is superseded, too, and closes delivery", () => {
  const signed = { signOffs: [signOff()] };
  const mixed = review({ revisions: [revision("mixing", 2, signed)] });
  const mastered = review({
    revisions: [revision("mixing", 2, signed), revision("mastering", 1, signed)],
    workItems: [work("mixing", "approved"), work("mastering", "approved"), work("delivery", "in_progress")],
  });
  expect(whatReopens(mixed, "mixing")).toEqual({
    masterToo: false,
    words: ["The sign-off of Mix 2 is superseded and stays on record."],
  });
  expect(whatReopens(mastered, "mixing")).toEqual({
    masterToo: true,
    words: [
      "The sign-offs of Mix 2 and Master 1 are superseded and stay on record.",
      "The master was made from this mix, so mastering waits for the next one.",
      "Delivery is closed until a master is signed off again.",
    ],
  });
  expect(whatReopens(mastered, "mastering").words[0]).toBe(
    "The sign-off of Master 1 is superseded and stays on record.",
  );
});
