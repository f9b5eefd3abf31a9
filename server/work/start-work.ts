import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { moveWork } from "./move-work.ts";
import { beginsByItself } from "./rules.ts";
import { OfWorkItem } from "./schema.ts";
import { workItemFor } from "./work-item-for.ts";

/** Starts a song's first stage; every later one starts when its hand-off is accepted. */
export async function startWork(actor: Actor, input: OfWorkItem) {
  const { workItemId } = OfWorkItem.parse(input);
  const { projectId, workItem } = await workItemFor(actor, workItemId, "work.start");
  await transact(async (tx) => {
    const ofSong = await tx.workItem.findMany({ where: { songId: workItem.songId } });
    if (!beginsByItself(workItem.stage, ofSong))
      throw new Refused(
        "CONFLICT",
        "This stage starts when the hand-off into it is accepted. Nothing was changed; hand off the stage before it, or accept what was offered.",
      );
    await moveWork(tx, actor, { projectId, workItem, from: "waiting", to: "in_progress", why: "started" });
  });
}
