import { describe, expect, test } from "vitest";
import type { Stage, WorkState } from "../generated/prisma/client.ts";
import { isMixHere, waitsFor } from "./rules.ts";

describe("what waits for whom", () => {
  const waits = (
    stage: Stage,
    state: WorkState,
    offered: boolean,
    before: WorkState | null,
    after: WorkState | null = null,
  ) => waitsFor(stage, state, { offered, before, after });

  test("a first stage waits for its engineer to start", () => {
    expect(waits("mixing", "waiting", false, null)).toEqual({ on: "engineer", words: "to start" });
  });

  test("mastering alone waits for who supplies the mix, then for who receives it", () => {
    expect(waits("mastering", "waiting", false, null).on).toBe("giver");
    expect(waits("mastering", "waiting", true, null).on).toBe("receiver");
  });

  test("mastering alone waits for the hand-off only, once its mix is here", () => {
    const around = { offered: false, before: null, after: null };
    const words = (mixIsHere: boolean) => waitsFor("mastering", "waiting", { ...around, mixIsHere }).words;
    expect(words(false)).toBe("to supply the mix and hand it off");
    expect(words(true)).toBe("to hand the mix off");
  });

  test("a supplied mix is here while the newest one was not handed off", () => {
    const sent = (number: number, ...handOffs: string[]) => ({ revision: { number, handOffs } });
    expect(isMixHere([])).toBe(false);
    expect(isMixHere([{ revision: null }])).toBe(true);
    expect(isMixHere([sent(1)])).toBe(true);
    expect(isMixHere([sent(1, "returned")])).toBe(false);
    expect(isMixHere([sent(2, "returned"), sent(1)])).toBe(false);
    expect(isMixHere([sent(1, "returned"), sent(2)])).toBe(true);
    expect(isMixHere([sent(1, "returned"), { revision: null }])).toBe(true);
  });

  test("a later one waits for the stage before it, then for its hand-off, then for who receives it", () => {
    expect(waits("mixing", "waiting", false, "in_progress").on).toBe("nobody");
    expect(waits("mastering", "waiting", false, "approved")).toEqual({
      on: "giver",
      words: "to hand it off",
    });
    expect(waits("mastering", "waiting", true, "approved").on).toBe("receiver");
  });

  test("work is with its engineer, review with who decides", () => {
    expect(waits("mixing", "in_progress", false, "approved").on).toBe("engineer");
    expect(waits("mixing", "in_review", false, "approved").on).toBe("decider");
    expect(waits("delivery", "in_progress", false, "approved").words).toBe("to take the master");
  });

  test("a blocking request holds mastering, and until it is answered a mix in review is with its engineer", () => {
    const around = { offered: false, before: "in_review", after: "waiting" } as const;
    const held = (blocking: "unanswered" | "answered" | null) => [
      waitsFor("mixing", "in_review", { ...around, blocking }).on,
      waitsFor("mastering", "waiting", { ...around, blocking }).words,
    ];
    expect(held("unanswered")).toEqual(["engineer", "held by a request to mixing"]);
    expect(held("answered")).toEqual(["decider", "held by a request to mixing"]);
    expect(held(null)).toEqual(["decider", "for the stage before it"]);
  });

  test("a set that was handed off waits in the stage that it goes to, or, where that is under way, in its own", () => {
    expect(waits("recording", "in_review", false, null, "waiting").on).toBe("nobody");
    expect(waits("mixing", "waiting", true, "in_review").on).toBe("receiver");
    expect(waits("recording", "in_review", false, null, "in_progress").on).toBe("receiver");
    expect(waits("mixing", "in_progress", true, "in_review").on).toBe("engineer");
  });

  test("nothing waits for anybody on hold, cancelled or done", () => {
    for (const state of ["on_hold", "cancelled", "approved"] as const)
      expect(waits("mixing", state, false, "approved").on).toBe("nobody");
  });
});
