import type { Person } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { demandSame } from "../projects/demand-same.ts";
import { lockSong } from "../projects/lock-song.ts";
import { putSuppliedMix } from "../review/put-supplied-mix.ts";
import { putApprovalElsewhere } from "../signoffs/put-approval-elsewhere.ts";
import { putPremasterOffer } from "./put-premaster-offer.ts";
import { SendMixToMastering } from "./schema.ts";

/**
 * A mix made elsewhere goes to mastering whole or not at all: it takes the mix's place, who approved it goes on record, and
 * it is offered. What of this was done at the desk before is not done again.
 */
export async function sendMixToMastering(actor: Person, input: SendMixToMastering) {
  const { songId, fileId, approvedBy, ...offer } = SendMixToMastering.parse(input);
  const { studioId, projectId } = await songFor(actor, songId, "premaster.upload");
  const of = { studioId, projectId, songId };
  await transact(async (tx) => {
    await lockSong(tx, songId);
    if (await isSent(tx, actor, { ...of, handOffId: offer.handOffId, fileId })) return;
    const revision = await suppliedMix(tx, actor, of, fileId);
    const approved = await tx.signOff.count({ where: { revisionId: revision.id, ending: null } });
    if (approved === 0)
      await putApprovalElsewhere(tx, actor, of, { revision, approvedBy: named(approvedBy) });
    await putPremasterOffer(tx, actor, of, { ...offer, revision });
  });
  return { handOffId: offer.handOffId };
}

/** The same form again, because its answer got lost. */
async function isSent(
  tx: Tx,
  actor: Person,
  {
    studioId,
    songId,
    handOffId,
    fileId,
  }: { studioId: string; songId: string; handOffId: string; fileId: string },
) {
  const there = await tx.handOff.findUnique({
    where: { id: handOffId },
    select: { studioId: true, songId: true, offeredById: true, revision: { select: { fileId: true } } },
  });
  if (!there) return false;
  const { revision, offeredById, ...where } = there;
  const isTheirs = offeredById === actor.userId && where.studioId === studioId;
  demandSame(isTheirs ? { songId: where.songId, fileId: revision?.fileId } : null, { songId, fileId });
  return true;
}

async function suppliedMix(
  tx: Tx,
  actor: Person,
  of: { studioId: string; projectId: string; songId: string },
  fileId: string,
) {
  const there = await tx.revision.findFirst({
    where: { songId: of.songId, fileId, stage: "mixing", workItemId: null },
    select: { id: true, fileId: true },
  });
  if (there) return there;
  const { revisionId } = await putSuppliedMix(tx, actor, of, { fileId, changeNote: "", answers: [] });
  return { id: revisionId, fileId };
}

function named(approvedBy: string | undefined) {
  if (approvedBy) return approvedBy;
  throw new Refused(
    "INVALID",
    "Who approved this mix is not said yet. Nothing was sent and the mix is safe; say it, then send it.",
  );
}
