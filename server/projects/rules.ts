import type { Permission } from "../access.ts";
import type { EventKind } from "../events.ts";
import type { Stage, WorkState } from "../generated/prisma/client.ts";

type Moves = readonly (readonly [
  work: readonly Stage[],
  from: readonly WorkState[],
  to: readonly WorkState[],
  by: readonly Permission[],
])[];

const order: readonly Stage[] = ["recording", "mixing", "mastering", "delivery"];
const going: readonly WorkState[] = ["waiting", "in_progress", "in_review", "approved"];

/** Every move that there is, and what its maker must be allowed: any one of these. */
const moves: Moves = [
  [["recording"], ["waiting"], ["in_progress"], ["set.offer"]],
  [["recording"], ["in_progress"], ["in_review"], ["set.offer"]],
  [["recording"], ["in_review"], ["in_progress", "approved"], ["set.receive"]],
  [["recording"], ["approved"], ["in_progress"], ["work.reopen"]],

  [["mixing"], ["waiting"], ["in_progress"], ["mix.send", "set.receive"]],
  [["mixing"], ["in_progress"], ["in_review"], ["mix.send"]],
  [["mixing"], ["in_review"], ["in_progress"], ["round.send", "mix.send"]],
  [["mixing"], ["in_review"], ["approved"], ["signoff.give"]],
  [["mixing"], ["approved"], ["in_review"], ["signoff.give"]],
  [["mixing"], ["approved"], ["in_progress"], ["request.send", "work.reopen"]],

  [["mastering"], ["waiting"], ["in_progress"], ["premaster.receive"]],
  [["mastering"], ["in_progress"], ["in_review"], ["master.send"]],
  [["mastering"], ["in_review"], ["in_progress"], ["round.send", "master.send"]],
  [["mastering"], ["in_review"], ["approved"], ["signoff.give"]],
  [["mastering"], ["approved"], ["in_review"], ["signoff.give"]],
  [["mastering"], ["approved"], ["in_progress", "waiting"], ["work.reopen"]],
  [["mastering"], ["in_progress", "in_review"], ["waiting"], ["request.send", "work.reopen"]],

  [["delivery"], ["waiting"], ["in_progress"], ["signoff.give"]],
  [["delivery"], ["in_progress"], ["approved"], ["master.download"]],
  [["delivery"], ["in_progress"], ["waiting"], ["signoff.give", "work.reopen"]],
  [["delivery"], ["approved"], ["waiting"], ["work.reopen"]],

  [order, going, ["on_hold"], ["work.hold"]],
  [order, ["on_hold"], going, ["work.hold"]],
  [order, [...going, "on_hold"], ["cancelled"], ["work.hold"]],
];

/** What allows a move; nothing does where there is none. */
export const allowing = (stage: Stage, from: WorkState, to: WorkState): readonly Permission[] =>
  moves
    .filter(([work, froms, tos]) => work.includes(stage) && froms.includes(from) && tos.includes(to))
    .flatMap(([, , , by]) => by);

/** Where work stands, or will stand again once it is resumed. */
export const standsAt = ({ state, heldFrom }: { state: WorkState; heldFrom: WorkState | null }) =>
  state === "on_hold" && heldFrom ? heldFrom : state;

/** Stages in the way of a song, whatever order they were ticked in. */
export const inOrder = (stages: readonly Stage[]) => order.filter((s) => stages.includes(s));

/** A song's first stage begins when its engineer does; but mastering always begins with a premaster that it accepted. */
export const beginsByItself = (stage: Stage, ofSong: readonly { stage: Stage; state: WorkState }[]) => {
  const alive = ofSong.filter((w) => w.state !== "cancelled").map((w) => w.stage);
  return (stage === "recording" || stage === "mixing") && inOrder(alive)[0] === stage;
};

/** Late is a day's matter: on the due day itself nothing is late. */
export function isLate(dueOn: Date | null, state: WorkState, now: Date): boolean {
  if (!dueOn || state === "approved" || state === "cancelled") return false;
  return now.toISOString().slice(0, 10) > dueOn.toISOString().slice(0, 10);
}

/** What was asked is answered by its latest answer, unless that one was sent back. */
export const standingAnswer = <A extends { at: Date; sentBackAt: Date | null }>(answers: readonly A[]) =>
  answers
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, 1)
    .find((a) => !a.sentBackAt);

/** On record, and no decision: what happens to files on the way, and what is said meanwhile. */
export const besideDecisions: readonly EventKind[] = [
  "upload.started",
  "upload.given_up",
  "file.kept",
  "file.refused",
  "file.set_aside",
  "file.kind_changed",
  "file.restored",
  "render.ready",
  "render.failed",
  "offset.changed",
  "note.added",
  "note.replied",
];

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
