import type { Person } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import type { SignOff, WorkItem } from "../generated/prisma/client.ts";
import { returnPremaster } from "../handoffs/return-premaster.ts";
import { lockSong } from "../projects/lock-song.ts";
import { endSignOff } from "../signoffs/end-sign-off.ts";
import { signOffFor } from "../signoffs/sign-off-for.ts";
import { followWork } from "../work/follow-work.ts";
import { moveWork } from "../work/move-work.ts";
import { standsAt } from "../work/rules.ts";
import { WithdrawSignOff } from "./schema.ts";

/** A way back, for who gave it, until the next stage has accepted. */
export async function withdrawSignOff(actor: Person, input: WithdrawSignOff) {
  const { signOffId, reason } = WithdrawSignOff.parse(input);
  const { studioId, projectId, songId, signOff } = await signOffFor(actor, signOffId, "signoff.give");
  const { userId } = actor;
  if (signOff.byId !== userId)
    throw new Refused(
      "NOT_ALLOWED",
      "Only who signed off can withdraw it. Nothing was changed; the studio can reopen the work, with a reason.",
    );
  await transact(async (tx) => {
    await lockSong(tx, songId);
    const items = await tx.workItem.findMany({ where: { songId } });
    const own = items.find((i) => i.id === signOff.workItemId);
    if (!own)
      throw new Refused(
        "CONFLICT",
        "This approval was given elsewhere, so it is not withdrawn here. Nothing was changed; supply another mix instead.",
      );
    const back = { projectId, signOff, own, items };
    await requireNextNotBegun(tx, back);
    await endSignOff(tx, actor, { studioId, projectId, signOffId, reason, ending: "withdrawn" });
    await moveWork(tx, actor, {
      projectId,
      workItem: own,
      from: "approved",
      to: "in_review",
      why: `withdrawn ${signOffId}`,
    });
    await takeNextBack(tx, actor, back);
  });
}

type Back = { projectId: string; signOff: SignOff; own: WorkItem; items: WorkItem[] };

async function requireNextNotBegun(tx: Tx, { signOff, own, items }: Back) {
  const begun =
    own.stage === "mixing"
      ? items.some((i) => i.stage === "mastering" && !["waiting", "cancelled"].includes(standsAt(i)))
      : (await tx.fileDelivery.count({ where: { file: { revision: { id: signOff.revisionId } } } })) > 0;
  if (begun)
    throw new Refused(
      "CONFLICT",
      "The next stage has begun with this file, so it is too late to withdraw. Ask the studio to reopen the work; everything stays as it is.",
    );
}

async function takeNextBack(tx: Tx, actor: Person, { projectId, signOff, own, items }: Back) {
  if (own.stage === "mixing") {
    const { studioId, songId } = own;
    await returnPremaster(tx, actor, { studioId, projectId, songId }, "The sign-off was withdrawn.");
  }
  const delivery = items.find((i) => i.stage === "delivery" && standsAt(i) === "in_progress");
  if (own.stage === "mastering" && delivery) {
    await followWork(tx, actor, {
      projectId,
      workItem: delivery,
      to: "waiting",
      why: `withdrawn ${signOff.id}`,
    });
  }
}
