import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { moveWork } from "../work/move-work.ts";
import { revisionFor } from "./revision-for.ts";
import { OfRevision } from "./schema.ts";

/** Sends every note on the revision that no round holds yet; from then on they stand as they are, and the work is the engineer's again. */
export async function sendRound(actor: Person, input: OfRevision) {
  const { revisionId } = OfRevision.parse(input);
  const { studioId, projectId, song, revision } = await revisionFor(actor, revisionId, "round.send");
  const { workItemId } = revision;
  if (!workItemId)
    throw new Refused(
      "CONFLICT",
      "This mix was made elsewhere, so there is no mixing here to send notes to. Your notes are kept, and the engineers see them; ask who brought the mix for another one.",
    );
  return transact(async (tx) => {
    await lockSong(tx, song.id);
    const newest = await tx.revision.aggregate({
      where: { songId: song.id, stage: revision.stage, variant: revision.variant },
      _max: { number: true },
    });
    if (newest._max.number !== revision.number)
      throw new Refused(
        "CONFLICT",
        "A newer revision has arrived since. Your notes are kept; listen to the new one before you send them.",
      );
    const last = await tx.round.aggregate({ where: { workItemId }, _max: { number: true } });
    const round = await tx.round.create({
      data: {
        id: newId(),
        studioId,
        workItemId,
        revisionId,
        number: (last._max.number ?? 0) + 1,
        sentById: actor.userId,
        sentAt: now(),
      },
    });
    const notes = await tx.note.updateManyAndReturn({
      where: { revisionId, roundId: null, kind: { in: ["request", "praise"] } },
      data: { roundId: round.id },
    });
    if (notes.length === 0)
      throw new Refused(
        "CONFLICT",
        "There is no unsent note on this revision. Nothing was sent; write what should change first.",
      );
    const workItem = await tx.workItem.findUniqueOrThrow({ where: { id: workItemId } });
    await record(
      tx,
      actor,
      {
        kind: "round.sent",
        studioId,
        streamId: projectId,
        subject: { roundId: round.id, revisionId, notes: notes.length },
      },
      [decided("Round", round), ...notes.map((note) => decided("Note", note))],
    );
    await moveWork(tx, actor, {
      projectId,
      workItem,
      from: "in_review",
      to: "in_progress",
      why: `round ${round.number}`,
    });
    return { roundId: round.id, number: round.number, notes: notes.length };
  });
}
