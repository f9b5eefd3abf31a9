import { describe, expect, test } from "vitest";
import { beginsByItself, inOrder, isFirst, isLate, moveExists, waitsFor } from "./rules.ts";

test("stages stand in the way of a song, whatever order they were ticked in", () => {
  expect(inOrder(["delivery", "mixing", "recording"])).toEqual(["recording", "mixing", "delivery"]);
  expect(isFirst(["delivery", "mastering"], "mastering")).toBe(true);
  expect(isFirst(["mixing", "mastering"], "mastering")).toBe(false);
});

test("recording and mixing begin by themselves where they are first, mastering never", () => {
  expect(beginsByItself(["recording", "mixing"], "recording")).toBe(true);
  expect(beginsByItself(["mixing", "mastering"], "mixing")).toBe(true);
  expect(beginsByItself(["recording", "mixing"], "mixing")).toBe(false);
  expect(beginsByItself(["mastering", "delivery"], "mastering")).toBe(false);
});

test("on the due day itself nothing is late, and what is done or cancelled never is", () => {
  const dueOn = new Date("2026-05-03");
  expect(isLate(dueOn, "in_progress", new Date("2026-05-03T23:59:00Z"))).toBe(false);
  expect(isLate(dueOn, "in_progress", new Date("2026-05-04T00:00:00Z"))).toBe(true);
  expect(isLate(dueOn, "approved", new Date("2026-06-01"))).toBe(false);
  expect(isLate(dueOn, "cancelled", new Date("2026-06-01"))).toBe(false);
  expect(isLate(null, "in_progress", new Date("2026-06-01"))).toBe(false);
});

test("a stage is not approved without a review, and a recall leads back to work", () => {
  expect(moveExists("mixing", "in_progress", "approved")).toBe(false);
  expect(moveExists("mixing", "waiting", "in_review")).toBe(false);
  expect(moveExists("mixing", "approved", "in_progress")).toBe(true);
  expect(moveExists("mastering", "in_review", "waiting")).toBe(true);
});

describe("what waits for whom", () => {
  test("a first stage waits for its engineer to start", () => {
    expect(waitsFor("mixing", "waiting", false, null)).toEqual({ on: "engineer", words: "to start" });
  });

  test("mastering alone waits for who supplies the mix, then for who receives it", () => {
    expect(waitsFor("mastering", "waiting", false, null).on).toBe("giver");
    expect(waitsFor("mastering", "waiting", true, null).on).toBe("receiver");
  });

  test("a later one waits for the stage before it, then for its hand-off, then for who receives it", () => {
    expect(waitsFor("mixing", "waiting", false, "in_progress").on).toBe("nobody");
    expect(waitsFor("mastering", "waiting", false, "approved")).toEqual({
      on: "giver",
      words: "to hand it off",
    });
    expect(waitsFor("mastering", "waiting", true, "approved").on).toBe("receiver");
  });

  test("work is with its engineer, review with who decides, a set with who receives it", () => {
    expect(waitsFor("mixing", "in_progress", false, "approved").on).toBe("engineer");
    expect(waitsFor("mixing", "in_review", false, "approved").on).toBe("decider");
    expect(waitsFor("recording", "in_review", true, null).on).toBe("receiver");
    expect(waitsFor("delivery", "in_progress", false, "approved").words).toBe("to take the master");
  });

  test("nothing waits for anybody on hold, cancelled or done", () => {
    for (const state of ["on_hold", "cancelled", "approved"] as const)
      expect(waitsFor("mixing", state, false, "approved").on).toBe("nobody");
  });
});
