import type { Person } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { lockSong } from "../projects/lock-song.ts";
import { moveWork } from "../work/move-work.ts";
import { beginsByItself } from "../work/rules.ts";
import { workItemFor } from "../work/work-item-for.ts";
import { printToSend } from "./print-to-send.ts";
import { putRevision } from "./put-revision.ts";
import { hasRevisions, toSend } from "./rules.ts";
import { SendRevision } from "./schema.ts";

const prints = { mixing: "mix_print", mastering: "master" } as const;

/** Makes the print the next revision of its stage, immutable from here, and puts it in front of who decides. */
export async function sendRevision(actor: Person, input: SendRevision) {
  const { workItemId, fileId, changeNote, offsetSamples, answers } = SendRevision.parse(input);
  const { studioId, projectId, workItem } = await workItemFor(actor, workItemId, toSend);
  const { stage, songId } = workItem;
  if (!hasRevisions(stage))
    throw new Refused(
      "INVALID",
      "Revisions belong to mixing and mastering. Nothing was sent; open one of these and send it there.",
    );
  return transact(async (tx) => {
    await lockSong(tx, songId);
    const file = await printToSend(tx, { fileId, songId, kind: prints[stage] });
    await putInReview(tx, actor, projectId, workItemId);
    return putRevision(
      tx,
      actor,
      { studioId, projectId, songId, stage, workItemId },
      { file, changeNote, offsetSamples, answers },
    );
  });
}

async function putInReview(tx: Tx, actor: Person, projectId: string, workItemId: string) {
  const workItem = await tx.workItem.findUniqueOrThrow({
    where: { id: workItemId },
    include: { song: { select: { workItems: { select: { stage: true, state: true } } } } },
  });
  const move = (from: typeof workItem.state, to: typeof workItem.state, why: string) =>
    moveWork(tx, actor, { projectId, workItem, from, to, why });
  switch (workItem.state) {
    case "waiting":
      if (!beginsByItself(workItem.stage, workItem.song.workItems)) {
        throw new Refused(
          "CONFLICT",
          "The hand-off into this stage was not accepted yet. Your print is kept; accept the hand-off, then send it.",
        );
      }
      await move("waiting", "in_progress", "started");
      break;
    case "in_review":
      await move("in_review", "in_progress", "taken back");
      break;
    case "in_progress":
      break;
    case "approved":
    case "on_hold":
    case "cancelled":
      throw new Refused(
        "CONFLICT",
        `This work is ${workItem.state.replace("_", " ")}. Your print is kept; ask the studio to reopen the work, then send it.`,
      );
  }
  await move("in_progress", "in_review", "revision sent");
}
