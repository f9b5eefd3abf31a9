import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { moveWork } from "./move-work.ts";
import { WithReason } from "./schema.ts";
import { workItemFor } from "./work-item-for.ts";

export async function holdWork(actor: Actor, input: WithReason) {
  const { workItemId, reason } = WithReason.parse(input);
  const { projectId, workItem } = await workItemFor(actor, workItemId, "work.hold");
  await transact((tx) =>
    moveWork(tx, actor, { projectId, workItem, from: workItem.state, to: "on_hold", why: "held", reason }),
  );
}
