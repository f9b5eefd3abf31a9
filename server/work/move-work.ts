import type { Actor } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import type { Tx } from "../db.ts";
import { notAllowed, Refused } from "../errors.ts";
import { record } from "../events.ts";
import type { WorkItem, WorkState } from "../generated/prisma/client.ts";
import { now } from "../time.ts";
import { allowing } from "./rules.ts";

type Move = {
  projectId: string;
  workItem: WorkItem;
  from: WorkState;
  to: WorkState;
  /** For the history: a code or an id. */
  why: string;
  /** In a person's words, which everybody in the project reads while it is on hold or cancelled. */
  reason?: string;
  /** It is on hold and stays so; this is where it goes once it is resumed. */
  held?: boolean;
};

/** The one guarded write that moves a work item, as the table of moves allows it; whoever comes second is told so. */
export async function moveWork(tx: Tx, actor: Actor, move: Move) {
  const { projectId, workItem, from, to, why, reason = null, held = false } = move;
  const { id, studioId, songId, stage, heldFrom } = workItem;
  const allowed = allowing(stage, from, to);
  if (allowed.length === 0) throw noSuchMove(from, to);
  const { grants } = await projectFor(actor, projectId, "project.see", tx);
  if (!allowed.some((permission) => grants.has(permission))) throw notAllowed();
  const moved = await tx.workItem.updateMany({
    where: { id, state: held ? "on_hold" : from, heldFrom },
    data: {
      ...(held
        ? { heldFrom: to }
        : { state: to, heldFrom: to === "on_hold" ? from : null, heldReason: reason }),
      changedAt: now(),
    },
  });
  if (moved.count === 0) throw notMoved(workItem, await tx.workItem.findUniqueOrThrow({ where: { id } }));
  await record(tx, actor, {
    kind: "work.moved",
    studioId,
    streamId: projectId,
    subject: { workItemId: id, songId, stage, from, to, why },
  });
}

const said = (state: WorkState) => `“${state.replace("_", " ")}”`;

/** It did not stand where the move begins: because somebody moved it since it was read, or it never did. */
function notMoved(read: WorkItem, { state, heldFrom, heldReason }: WorkItem) {
  const held = state === "on_hold" && heldReason ? ` (${heldReason})` : "";
  const next = state === "on_hold" ? "the studio resumes it" : "look at it again";
  return new Refused(
    "CONFLICT",
    state === read.state && heldFrom === read.heldFrom
      ? `This work is ${said(state)}${held}. Nothing was changed; ${next}.`
      : `Somebody was faster: this work is ${said(state)} now${held}. What they did stands, and yours changed nothing; reload the page to see it.`,
  );
}

function noSuchMove(from: WorkState, to: WorkState) {
  return new Refused(
    "CONFLICT",
    from === to
      ? `This work is ${said(to)} already. Nothing was changed.`
      : `From ${said(from)} this work does not go to ${said(to)}. Nothing was changed; look at it again.`,
  );
}
