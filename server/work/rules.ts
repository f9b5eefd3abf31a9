import type { Permission } from "../access/permissions.ts";
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
