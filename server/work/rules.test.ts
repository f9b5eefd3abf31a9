import { expect, test } from "vitest";
import type { Stage, WorkState } from "../generated/prisma/client.ts";
import { beginsByItself, inOrder, isLate } from "./rules.ts";

test("stages stand in the way of a song, whatever order they were ticked in", () => {
  expect(inOrder(["delivery", "mixing", "recording"])).toEqual(["recording", "mixing", "delivery"]);
});

test("recording and mixing begin by themselves where they are first, mastering never", () => {
  const begins = (stage: Stage, ...of: [Stage, WorkState?][]) =>
    beginsByItself(
      stage,
      of.map(([s, state = "waiting"]) => ({ stage: s, state })),
    );
  expect(begins("recording", ["mixing"], ["recording"])).toBe(true);
  expect(begins("mixing", ["mixing"], ["mastering"])).toBe(true);
  expect(begins("mixing", ["recording"], ["mixing"])).toBe(false);
  expect(begins("mastering", ["mastering"], ["delivery"])).toBe(false);
  expect(begins("mixing", ["recording", "cancelled"], ["mixing"])).toBe(true);
  expect(begins("mixing", ["recording", "on_hold"], ["mixing"])).toBe(false);
});

test("on the due day itself nothing is late, and what is done or cancelled never is", () => {
  const dueOn = new Date("2026-05-03");
  expect(isLate(dueOn, "in_progress", new Date("2026-05-03T23:59:00Z"))).toBe(false);
  expect(isLate(dueOn, "in_progress", new Date("2026-05-04T00:00:00Z"))).toBe(true);
  expect(isLate(dueOn, "approved", new Date("2026-06-01"))).toBe(false);
  expect(isLate(dueOn, "cancelled", new Date("2026-06-01"))).toBe(false);
  expect(isLate(null, "in_progress", new Date("2026-06-01"))).toBe(false);
});
