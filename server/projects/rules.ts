import type { Stage, WorkState } from "../generated/prisma/client.ts";

/** Which moves exist; who may make them is the permission table's matter. On hold and cancelled have verbs of their own. */
const moves: Record<
  "recording" | "mixing" | "mastering" | "delivery",
  Partial<Record<WorkState, readonly WorkState[]>>
> = {
  recording: {
    waiting: ["in_progress"],
    in_progress: ["in_review"],
    in_review: ["in_progress", "approved"],
    approved: ["in_progress"],
  },
  mixing: {
    waiting: ["in_progress"],
    in_progress: ["in_review"],
    in_review: ["in_progress", "approved"],
    approved: ["in_review", "in_progress"],
  },
  mastering: {
    waiting: ["in_progress"],
    in_progress: ["in_review", "waiting"],
    in_review: ["in_progress", "approved", "waiting"],
    approved: ["in_review", "in_progress"],
  },
  delivery: { waiting: ["in_progress"], in_progress: ["waiting", "approved"] },
};

export const moveExists = (stage: Stage, from: WorkState, to: WorkState) =>
  moves[stage][from]?.includes(to) ?? false;

/** Where work stands, or will stand again once it is resumed. */
export const standsAt = ({ state, heldFrom }: { state: WorkState; heldFrom: WorkState | null }) =>
  state === "on_hold" && heldFrom ? heldFrom : state;

const order: readonly Stage[] = ["recording", "mixing", "mastering", "delivery"];

/** Stages in the way of a song, whatever order they were ticked in. */
export const inOrder = (stages: readonly Stage[]) => order.filter((s) => stages.includes(s));

export const isFirst = (stages: readonly Stage[], stage: Stage) => inOrder(stages)[0] === stage;

/** A first stage begins when its engineer does; but mastering always begins with a premaster that it accepted. */
export const beginsByItself = (stages: readonly Stage[], stage: Stage) =>
  isFirst(stages, stage) && (stage === "recording" || stage === "mixing");

/** Late is a day's matter: on the due day itself nothing is late. */
export function isLate(dueOn: Date | null, state: WorkState, now: Date): boolean {
  if (!dueOn || state === "approved" || state === "cancelled") return false;
  return now.toISOString().slice(0, 10) > dueOn.toISOString().slice(0, 10);
}

export type Waiting = {
  on: "engineer" | "giver" | "receiver" | "decider" | "nobody";
  words: string;
};

/** What waits for whom, as the board says it. `before` is the state of the stage before; null at the first one. */
export function waitsFor(
  stage: Stage,
  state: WorkState,
  handOffOffered: boolean,
  before: WorkState | null,
): Waiting {
  switch (state) {
    case "waiting":
      if (handOffOffered) return { on: "receiver", words: "to accept the hand-off" };
      if (before === null && stage === "mastering")
        return { on: "giver", words: "to supply the mix and hand it off" };
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
      return stage === "recording"
        ? { on: "receiver", words: "to accept the hand-off" }
        : { on: "decider", words: "to listen and decide" };
    case "approved":
      return handOffOffered
        ? { on: "receiver", words: "to accept the hand-off" }
        : { on: "nobody", words: "signed off" };
    case "on_hold":
      return { on: "nobody", words: "on hold" };
    case "cancelled":
      return { on: "nobody", words: "cancelled" };
  }
}
