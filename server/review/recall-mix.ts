import { type Actor, personOf } from "../access.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { followWork } from "../projects/follow-work.ts";
import { standsAt } from "../projects/rules.ts";
import { now } from "../time.ts";
import { returnPremaster } from "./return-premaster.ts";

type Recall = { studioId: string; projectId: string; songId: string; noteId: string };

/** What an open blocking request does: the signed-off mix is open again, and mastering waits. Under the song's lock. */
export async function recallMix(tx: Tx, actor: Actor, { studioId, projectId, songId, noteId }: Recall) {
  const items = await tx.workItem.findMany({ where: { songId, stage: { in: ["mixing", "mastering"] } } });
  const mixing = items.find((i) => i.stage === "mixing");
  const mastering = items.find((i) => i.stage === "mastering");
  if (mastering && standsAt(mastering) === "approved") {
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
  for (const signOff of await tx.signOff.findMany({
    where: { workItemId: mixing.id, ending: null },
    select: { id: true },
  })) {
    await tx.signOffEnd.create({
      data: {
        signOffId: signOff.id,
        studioId,
        ending: "superseded",
        reason: "A blocking mix-revision request.",
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
}
