import type { Actor } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import type { WorkItem, WorkState } from "../generated/prisma/client.ts";
import { moveWork } from "./move-work.ts";
import { standsAt } from "./rules.ts";

type Following = { projectId: string; workItem: WorkItem; to: WorkState; why: string };

/** Moves work that follows from a decision about another stage. What is on hold stays so, and goes there once it is resumed. */
export const followWork = (tx: Tx, actor: Actor, { projectId, workItem, to, why }: Following) =>
  moveWork(tx, actor, {
    projectId,
    workItem,
    from: standsAt(workItem),
    to,
    why,
    held: workItem.state === "on_hold",
  });
