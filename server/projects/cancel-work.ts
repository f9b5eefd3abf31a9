import { type Actor, workItemFor } from "../access.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { now } from "../time.ts";
import { WithReason } from "./schema.ts";

export async function cancelWork(actor: Actor, input: WithReason) {
  const { workItemId, reason } = WithReason.parse(input);
  const { studioId, projectId, workItem } = await workItemFor(actor, workItemId, "work.hold");
  const from = workItem.state;
  if (from === "cancelled")
    throw new Refused("CONFLICT", "This work is already cancelled. Nothing was changed.");
  await transact(async (tx) => {
    const cancelled = await tx.workItem.updateMany({
      where: { id: workItemId, state: from },
      data: { state: "cancelled", heldFrom: null, heldReason: reason, changedAt: now() },
    });
    if (cancelled.count === 0)
      throw new Refused("CONFLICT", "This work has just moved on. Nothing was changed; look at it again.");
    await record(tx, actor, {
      kind: "work.moved",
      studioId,
      streamId: projectId,
      subject: {
        workItemId,
        songId: workItem.songId,
        stage: workItem.stage,
        from,
        to: "cancelled",
        why: "cancelled",
      },
    });
  });
}
