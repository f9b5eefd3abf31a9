import type { Actor } from "../access.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import type { Stage, WorkState } from "../generated/prisma/client.ts";
import { now } from "../time.ts";
import { moveExists } from "./rules.ts";

type Move = {
  projectId: string;
  workItem: { id: string; studioId: string; songId: string; stage: Stage };
  from: WorkState;
  to: WorkState;
  why: string;
  /** It is on hold and stays so; this is where it goes once it is resumed. */
  held?: boolean;
};

/** The one guarded write that moves a work item; whoever comes second is told so. `why` is a code or an id, not personal words. */
export async function moveWork(
  tx: Tx,
  actor: Actor,
  { projectId, workItem, from, to, why, held = false }: Move,
) {
  if (!moveExists(workItem.stage, from, to))
    throw new Refused(
      "CONFLICT",
      `From ${said(from)} this work does not go to ${said(to)}. Nothing was changed.`,
    );
  const moved = await tx.workItem.updateMany({
    where: { id: workItem.id, ...(held ? { state: "on_hold", heldFrom: from } : { state: from }) },
    data: { ...(held ? { heldFrom: to } : { state: to }), changedAt: now() },
  });
  if (moved.count === 0)
    throw new Refused(
      "CONFLICT",
      "Somebody was faster: this work has moved on since you opened the page. Nothing was changed; look at it again.",
    );
  await record(tx, actor, {
    kind: "work.moved",
    studioId: workItem.studioId,
    streamId: projectId,
    subject: { workItemId: workItem.id, songId: workItem.songId, stage: workItem.stage, from, to, why },
  });
}

const said = (state: WorkState) => `“${state.replace("_", " ")}”`;
