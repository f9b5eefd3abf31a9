import type { Stage, WorkState } from "../generated/prisma/client.ts";

export type Waiting = {
  on: "engineer" | "giver" | "receiver" | "decider" | "request" | "nobody";
  words: string;
};

type Around = {
  /** Whether a hand-off into the stage waits for an answer. */
  offered: boolean;
  /** The state of the stage before; null at the first one. */
  before: WorkState | null;
  after: WorkState | null;
  /** The song's open blocking requests: whether the next mix is still to answer one. */
  blocking?: "unanswered" | "answered" | null;
  /** Of mastering alone: its mix lies here and was not handed off yet. */
  mixIsHere?: boolean;
};

type Premaster = { revision: { number: number; handOffs: readonly unknown[] } | null };

/** A mix made elsewhere was brought, and the newest was not handed off: one that mastering gave back does not count. */
export const isMixHere = (premasters: readonly Premaster[]) =>
  premasters.some((p) => !p.revision) ||
  premasters
    .flatMap((p) => p.revision ?? [])
    .toSorted((a, b) => b.number - a.number)
    .slice(0, 1)
    .some((r) => r.handOffs.length === 0);

/** What waits for whom, as the board says it. What waits once is said once, at the stage of who is to act. */
export function waitsFor(stage: Stage, state: WorkState, around: Around): Waiting {
  const { offered, before, after, blocking, mixIsHere } = around;
  switch (state) {
    case "waiting":
      if (offered) return { on: "receiver", words: "to accept the hand-off" };
      if (blocking && stage === "mastering") return { on: "request", words: "held by a request to mixing" };
      if (before === null && stage === "mastering")
        return {
          on: "giver",
          words: mixIsHere ? "to hand the mix off" : "to supply the mix and hand it off",
        };
      if (before === null) return { on: "engineer", words: "to start" };
      return before === "approved"
        ? { on: "giver", words: "to hand it off" }
        : { on: "nobody", words: "for the stage before it" };
    case "in_progress":
      return stage === "recording"
        ? { on: "engineer", words: "to hand off the set" }
        : stage === "delivery"
          ? { on: "engineer", words: "to take the master" }
          : { on: "engineer", words: "to send a revision" };
    case "in_review":
      if (blocking === "unanswered" && stage === "mixing")
        return { on: "engineer", words: "to send a revision" };
      if (stage !== "recording") return { on: "decider", words: "to listen and decide" };
      return after === "waiting" || after === "approved"
        ? { on: "nobody", words: "handed off" }
        : { on: "receiver", words: "to accept the hand-off" };
    case "approved":
      return offered
        ? { on: "receiver", words: "to accept the hand-off" }
        : { on: "nobody", words: "signed off" };
    case "on_hold":
      return { on: "nobody", words: "on hold" };
    case "cancelled":
      return { on: "nobody", words: "cancelled" };
  }
}
