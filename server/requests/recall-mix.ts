import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { returnPremaster } from "../handoffs/return-premaster.ts";
import { supersedeSignOffs } from "../signoffs/supersede-sign-offs.ts";
import { followWork } from "../work/follow-work.ts";
import { standsAt } from "../work/rules.ts";

type Recall = { studioId: string; projectId: string; songId: string; noteId: string };

/** What an open blocking request does: the signed-off mix is open again, and mastering waits. Under the song's lock. */
export async function recallMix(tx: Tx, actor: Person, { studioId, projectId, songId, noteId }: Recall) {
  const items = await tx.workItem.findMany({ where: { songId } });
  const mixing = items.find((i) => i.stage === "mixing");
  const mastering = items.find((i) => i.stage === "mastering");
  const delivery = items.find((i) => i.stage === "delivery");
  // Mastering may have been cancelled since, and the song is in delivery all the same.
  if (
    (mastering && standsAt(mastering) === "approved") ||
    (delivery && ["in_progress", "approved"].includes(standsAt(delivery)))
  ) {
    throw new Refused(
      "CONFLICT",
      "The master is signed off, so a request cannot hold it any more. Send it without blocking, or ask the studio to reopen mastering.",
    );
  }
  const why = `request ${noteId}`;
  if (mastering && ["in_progress", "in_review"].includes(standsAt(mastering)))
    await followWork(tx, actor, { projectId, workItem: mastering, to: "waiting", why });
  await returnPremaster(
    tx,
    actor,
    { studioId, projectId, songId },
    "A blocking mix-revision request was sent.",
  );
  if (!mixing || standsAt(mixing) !== "approved") return;
  await followWork(tx, actor, { projectId, workItem: mixing, to: "in_progress", why });
  const reason = "A blocking mix-revision request.";
  await supersedeSignOffs(tx, actor, { studioId, projectId, workItemId: mixing.id }, { reason, why });
}
