import type { Person } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import type { Stage, WorkItem } from "../generated/prisma/client.ts";
import { returnPremaster } from "../handoffs/return-premaster.ts";
import { lockSong } from "../projects/lock-song.ts";
import { supersedeSignOffs } from "../signoffs/supersede-sign-offs.ts";
import { followWork } from "../work/follow-work.ts";
import { moveWork } from "../work/move-work.ts";
import { allowing, standsAt } from "../work/rules.ts";
import { workItemFor } from "../work/work-item-for.ts";
import { ReopenWork } from "./schema.ts";

/**
 * The studio reopens approved work, with a reason; what was signed off is superseded and stays on record. A master goes
 * the way of the mix that it was made from: what comes after the work waits, and its sign-offs end with the same reason.
 */
export async function reopenWork(actor: Person, input: ReopenWork) {
  const { workItemId, reason, masterToo } = ReopenWork.parse(input);
  const { studioId, projectId, workItem } = await workItemFor(actor, workItemId, "work.reopen");
  const { songId, stage } = workItem;
  if (stage === "delivery")
    throw new Refused(
      "CONFLICT",
      "Delivery follows from mastering. Nothing was changed; reopen mastering instead.",
    );
  const why = "reopened";
  await transact(async (tx) => {
    await lockSong(tx, songId);
    const after = await tx.workItem.findMany({ where: { songId, stage: { in: [...followers[stage]] } } });
    if (!masterToo) await demandUnsigned(tx, after);
    await moveWork(tx, actor, { projectId, workItem, from: "approved", to: "in_progress", why });
    for (const { id } of [workItem, ...after])
      await supersedeSignOffs(tx, actor, { studioId, projectId, workItemId: id }, { reason, why });
    if (stage === "mixing") await returnPremaster(tx, actor, { studioId, projectId, songId }, reason);
    for (const item of after) {
      if (allowing(item.stage, standsAt(item), "waiting").length > 0)
        await followWork(tx, actor, { projectId, workItem: item, to: "waiting", why });
    }
  });
}

/** Whose work goes back to waiting. Mixing goes on while recording plays something again. */
const followers: Record<Stage, readonly Stage[]> = {
  recording: [],
  mixing: ["mastering", "delivery"],
  mastering: ["delivery"],
  delivery: [],
};

/** Nobody supersedes a master without having been told. */
async function demandUnsigned(tx: Tx, items: readonly WorkItem[]) {
  const standing = await tx.signOff.count({
    where: { workItemId: { in: items.map((i) => i.id) }, ending: null },
  });
  if (standing === 0) return;
  throw new Refused(
    "CONFLICT",
    "The master was made from this mix and is signed off. Nothing was changed; look at the song again: it says what would be superseded.",
  );
}
