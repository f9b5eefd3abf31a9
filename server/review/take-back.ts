import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { moveWork } from "../work/move-work.ts";
import { workItemFor } from "../work/work-item-for.ts";
import { hasRevisions, toSend } from "./rules.ts";
import { TakeBack } from "./schema.ts";

/** The engineer heard something first: the revision stays, review ends, and the next one is on its way. */
export async function takeBack(actor: Actor, input: TakeBack) {
  const { workItemId } = TakeBack.parse(input);
  const { projectId, workItem } = await workItemFor(actor, workItemId, toSend);
  if (!hasRevisions(workItem.stage))
    throw new Refused(
      "INVALID",
      "Revisions belong to mixing and mastering. Nothing was taken back; open one of these and take its revision back there.",
    );
  await transact((tx) =>
    moveWork(tx, actor, { projectId, workItem, from: "in_review", to: "in_progress", why: "taken back" }),
  );
}
