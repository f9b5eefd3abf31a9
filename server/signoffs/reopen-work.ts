import { type Actor, workItemFor } from "../access.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import type { Stage, WorkItem } from "../generated/prisma/client.ts";
import { followWork } from "../projects/follow-work.ts";
import { lockSong } from "../projects/lock-song.ts";
import { moveWork } from "../projects/move-work.ts";
import { standsAt } from "../projects/rules.ts";
import { returnPremaster } from "../review/return-premaster.ts";
import { supersedeSignOffs } from "../review/supersede-sign-offs.ts";
import { ReopenWork } from "./schema.ts";

/** The studio reopens approved work, with a reason; what was signed off is superseded and stays on record. */
export async function reopenWork(actor: Actor, input: ReopenWork) {
  const { workItemId, reason } = ReopenWork.parse(input);
  const { studioId, projectId, workItem } = await workItemFor(actor, workItemId, "work.reopen");
  if (workItem.stage === "delivery")
    throw new Refused("CONFLICT", "Reopen mastering instead: delivery follows from it.");
  const why = "reopened";
  await transact(async (tx) => {
    await lockSong(tx, workItem.songId);
    const items = await tx.workItem.findMany({ where: { songId: workItem.songId } });
    if (workItem.stage === "mixing") demandMasterOpen(items);
    await moveWork(tx, actor, { projectId, workItem, from: "approved", to: "in_progress", why });
    await supersedeSignOffs(tx, actor, { studioId, projectId, workItemId }, { reason, why });
    if (workItem.stage === "mixing")
      await returnPremaster(tx, actor, { studioId, projectId, songId: workItem.songId }, reason);
    const next = items.find((i) => i.stage === nextOf[workItem.stage]);
    if (next && ["in_progress", "in_review"].includes(standsAt(next)))
      await followWork(tx, actor, { projectId, workItem: next, to: "waiting", why });
  });
}

/** Whose work goes back to waiting. Mixing goes on while recording plays something again. */
const nextOf: Record<Stage, Stage | null> = {
  recording: null,
  mixing: "mastering",
  mastering: "delivery",
  delivery: null,
};

/** A signed-off master of a mix that is open again would be a delivery of something else. */
function demandMasterOpen(items: readonly WorkItem[]) {
  if (!items.some((i) => i.stage === "mastering" && standsAt(i) === "approved")) return;
  throw new Refused(
    "CONFLICT",
    "The master is signed off and was made from this mix. Nothing was changed; reopen mastering first, then mixing.",
  );
}
