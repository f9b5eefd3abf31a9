import { type Actor, workItemFor } from "../access.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { now } from "../time.ts";
import { OfWorkItem } from "./schema.ts";

export async function resumeWork(actor: Actor, input: OfWorkItem) {
  const { workItemId } = OfWorkItem.parse(input);
  const { studioId, projectId, workItem } = await workItemFor(actor, workItemId, "work.hold");
  const to = workItem.heldFrom;
  if (workItem.state !== "on_hold" || to === null)
    throw new Refused("CONFLICT", "This work is not on hold. Nothing was changed.");
  await transact(async (tx) => {
    const resumed = await tx.workItem.updateMany({
      where: { id: workItemId, state: "on_hold", heldFrom: to },
      data: { state: to, heldFrom: null, heldReason: null, changedAt: now() },
    });
    if (resumed.count === 0)
      throw new Refused("CONFLICT", "Somebody was faster: this work is no longer on hold.");
    await record(tx, actor, {
      kind: "work.moved",
      studioId,
      streamId: projectId,
      subject: {
        workItemId,
        songId: workItem.songId,
        stage: workItem.stage,
        from: "on_hold",
        to,
        why: "resumed",
      },
    });
  });
}
