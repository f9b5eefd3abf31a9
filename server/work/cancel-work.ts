import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { moveWork } from "./move-work.ts";
import { WithReason } from "./schema.ts";
import { workItemFor } from "./work-item-for.ts";

export async function cancelWork(actor: Actor, input: WithReason) {
  const { workItemId, reason } = WithReason.parse(input);
  const { projectId, workItem } = await workItemFor(actor, workItemId, "work.hold");
  const from = workItem.state;
  await transact((tx) =>
    moveWork(tx, actor, { projectId, workItem, from, to: "cancelled", why: "cancelled", reason }),
  );
}
