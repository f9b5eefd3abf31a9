import { expect, test } from "vitest";
import { note, review, revision, work } from "@/components/review/review-for-tests.ts";
import { newestOf, whatFollows } from "./sign-off-words.ts";

test("approving a mix says where it goes and what stays open on it", () => {
  const r = review({
    revisions: [revision("mixing", 1)],
    notes: [note("a"), note("b", { state: "answered" })],
  });
  expect(whatFollows(r, revision("mixing", 1))).toEqual([
    "It goes to mastering as its premaster.",
    "1 open note on it stays as written, undone.",
    "You can withdraw this until mastering has begun.",
  ]);
});

test("approving a master leads to delivery, and the last stage of a project is simply done", () => {
  expect(whatFollows(review(), revision("mastering", 1))[0]).toContain("delivery");
  expect(whatFollows(review({ workItems: [work("mixing", "in_review")] }), revision("mixing", 1))[0]).toBe(
    "The song's mixing is done.",
  );
});

test("the newest revision of a stage is found whichever one is looked at", () => {
  const r = review({ revisions: [revision("mixing", 2), revision("mixing", 1), revision("mastering", 3)] });
  expect(newestOf(r, revision("mixing", 1)).label).toBe("Mix 2");
});
