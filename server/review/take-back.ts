import { type Actor, workItemFor } from "../access.ts";
import { transact } from "../db.ts";
import { moveWork } from "../projects/move-work.ts";
import { TakeBack } from "./schema.ts";

/** The engineer heard something first: the revision stays, review ends, and the next one is on its way. */
export async function takeBack(actor: Actor, input: TakeBack) {
  const { workItemId } = TakeBack.parse(input);
  const seen = await workItemFor(actor, workItemId, "revision.hear");
  const { projectId, workItem } = await workItemFor(
    actor,
    workItemId,
    seen.workItem.stage === "mastering" ? "master.send" : "mix.send",
  );
  await transact((tx) =>
    moveWork(tx, actor, { projectId, workItem, from: "in_review", to: "in_progress", why: "taken back" }),
  );
}
