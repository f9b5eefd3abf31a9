import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { moveWork } from "./move-work.ts";
import { standsAt } from "./rules.ts";
import { OfWorkItem } from "./schema.ts";
import { workItemFor } from "./work-item-for.ts";

export async function resumeWork(actor: Actor, input: OfWorkItem) {
  const { workItemId } = OfWorkItem.parse(input);
  const { projectId, workItem } = await workItemFor(actor, workItemId, "work.hold");
  const to = standsAt(workItem);
  await transact((tx) => moveWork(tx, actor, { projectId, workItem, from: "on_hold", to, why: "resumed" }));
}
