import { type Actor, personOf, workItemFor } from "../access.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockSong } from "../projects/lock-song.ts";
import { moveWork } from "../projects/move-work.ts";
import { now } from "../time.ts";
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
    await moveWork(tx, actor, { projectId, workItem, from: "approved", to: "in_progress", why });
    const items = await tx.workItem.findMany({ where: { songId: workItem.songId } });
    for (const signOff of await tx.signOff.findMany({
      where: { workItemId, ending: null },
      select: { id: true },
    })) {
      await tx.signOffEnd.create({
        data: {
          signOffId: signOff.id,
          studioId,
          ending: "superseded",
          reason,
          byId: personOf(actor).userId,
          at: now(),
        },
      });
      await record(tx, actor, {
        kind: "signoff.superseded",
        studioId,
        streamId: projectId,
        subject: { signOffId: signOff.id, why },
      });
    }
    const next = items.find(
      (i) =>
        i.stage ===
        (workItem.stage === "mixing" ? "mastering" : workItem.stage === "mastering" ? "delivery" : null),
    );
    if (
      next &&
      (next.state === "in_progress" || (next.stage === "mastering" && next.state === "in_review"))
    ) {
      await moveWork(tx, actor, { projectId, workItem: next, from: next.state, to: "waiting", why });
    }
  });
}
