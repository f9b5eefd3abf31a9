import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { SetDueDate } from "./schema.ts";
import { workItemFor } from "./work-item-for.ts";

/** Of two at once the later one stays, as with any text that a few people edit in turn; the history names both. */
export async function setDueDate(actor: Actor, input: SetDueDate) {
  const { workItemId, dueOn } = SetDueDate.parse(input);
  const { studioId, projectId } = await workItemFor(actor, workItemId, "project.change");
  await transact(async (tx) => {
    await tx.workItem.update({ where: { id: workItemId }, data: { dueOn: dueOn ? new Date(dueOn) : null } });
    await record(tx, actor, {
      kind: "project.changed",
      studioId,
      streamId: projectId,
      subject: { projectId, fields: ["dueOn"] },
    });
  });
}
