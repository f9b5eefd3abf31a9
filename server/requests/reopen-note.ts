import type { Person } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { lockSong } from "../projects/lock-song.ts";
import { demandClosing } from "../review/demand-closing.ts";
import { noteFor } from "../review/note-for.ts";
import { putReopening } from "../review/put-reopening.ts";
import { reopenPermission } from "../review/rules.ts";
import { OfNote } from "../review/schema.ts";
import { standsAt } from "../work/rules.ts";
import { recallMix } from "./recall-mix.ts";

export async function reopenNote(actor: Person, input: OfNote) {
  const { noteId } = OfNote.parse(input);
  const { studioId, projectId, songId, note } = await noteFor(actor, noteId, "note.add");
  await transact(async (tx) => {
    await lockSong(tx, songId);
    await demandClosing(
      tx,
      actor,
      { projectId, note },
      "Only who asked can open this again. Nothing was changed; reply to it, and they will see it.",
    );
    const blocking = (await tx.mixRevisionRequest.count({ where: { noteId, blocking: true } })) > 0;
    // Who was taken out meanwhile leaves no request behind that nobody could close.
    await projectFor(actor, projectId, reopenPermission[blocking ? "blocking" : "note"], tx);
    if (note.kind === "mix_revision_request") await demandMasteringUndecided(tx, songId);
    await putReopening(tx, actor, { studioId, projectId, noteId });
    if (blocking) await recallMix(tx, actor, { studioId, projectId, songId, noteId });
  });
}

/** An open blocking request beside a signed-off master would be a delivery that must not be. */
async function demandMasteringUndecided(tx: Tx, songId: string) {
  const mastering = await tx.workItem.findFirst({ where: { songId, stage: "mastering" } });
  if (mastering && standsAt(mastering) === "approved")
    throw new Refused(
      "CONFLICT",
      "The master is signed off. Ask the studio to reopen mastering first; nothing was changed.",
    );
}
