import type { Person } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { markSent } from "../files/mark-sent.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { moveWork } from "../work/move-work.ts";
import { decidedOffer } from "./decided-offer.ts";
import { currentSet } from "./queries.ts";
import { recordChecks } from "./record-checks.ts";
import { OfferSet } from "./schema.ts";

/** Recording hands its files to mixing, as they lie there now, with what the checks found and why it is meant. */
export async function offerSet(actor: Person, input: OfferSet) {
  const { songId, kind, words, acknowledgements } = OfferSet.parse(input);
  const { studioId, projectId } = await songFor(actor, songId, "set.offer");
  const handOffId = newId();
  await transact(async (tx) => {
    await lockSong(tx, songId);
    await putInReview(tx, actor, projectId, songId);
    const { files, findings } = await currentSet(tx, songId, kind);
    const last = await tx.handOff.aggregate({
      where: { songId, fromStage: "recording" },
      _max: { number: true },
    });
    const handOff = await tx.handOff.create({
      data: {
        id: handOffId,
        studioId,
        songId,
        fromStage: "recording",
        toStage: "mixing",
        kind,
        number: (last._max.number ?? 0) + 1,
        words,
        offeredById: actor.userId,
        offeredAt: now(),
      },
    });
    const passed = await tx.handOffFile.createManyAndReturn({
      data: files.map(({ id: fileId, kind }) => ({ studioId, handOffId, fileId, kind })),
    });
    await markSent(tx, { studioId, as: "hand_off", sentAsId: handOffId, fileIds: files.map(({ id }) => id) });
    const checks = await recordChecks(tx, actor, { studioId, handOffId }, findings, acknowledgements);
    await record(
      tx,
      actor,
      {
        kind: "handoff.offered",
        studioId,
        streamId: projectId,
        subject: { handOffId, songId, files: files.length },
      },
      decidedOffer(handOff, passed, checks),
    );
  });
  return { handOffId };
}

async function putInReview(tx: Tx, actor: Person, projectId: string, songId: string) {
  const workItem = await tx.workItem.findFirst({ where: { songId, stage: "recording" } });
  if (!workItem)
    throw new Refused(
      "CONFLICT",
      "This project does not include recording. The files are safe and nothing was handed off; ask the studio to add it if it should.",
    );
  if (workItem.state === "waiting")
    await moveWork(tx, actor, { projectId, workItem, from: "waiting", to: "in_progress", why: "started" });
  if (workItem.state === "in_review")
    throw new Refused(
      "CONFLICT",
      "This set is offered already. Nothing was handed off twice; mixing accepts or returns it first.",
    );
  await moveWork(tx, actor, { projectId, workItem, from: "in_progress", to: "in_review", why: "handed off" });
}
