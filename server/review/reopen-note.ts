import { type Actor, personOf } from "../access.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockSong } from "../projects/lock-song.ts";
import { noteFor } from "./note-for.ts";
import { OfNote } from "./schema.ts";

export async function reopenNote(actor: Actor, input: OfNote) {
  const { noteId } = OfNote.parse(input);
  const { studioId, projectId, song, note } = await noteFor(actor, noteId, "note.add");
  if (note.authorId !== personOf(actor).userId)
    throw new Refused("NOT_ALLOWED", "Only who asked can open this again.");
  await transact(async (tx) => {
    await lockSong(tx, song.id);
    if (note.kind === "mix_revision_request") await demandMasteringUndecided(tx, song.id);
    const { count } = await tx.resolution.deleteMany({ where: { noteId } });
    if (count === 0) throw new Refused("CONFLICT", "This note is open already. Nothing was changed.");
    await record(tx, actor, { kind: "note.reopened", studioId, streamId: projectId, subject: { noteId } });
  });
}

/** An open blocking request beside a signed-off master would be a delivery that must not be. */
async function demandMasteringUndecided(tx: Parameters<Parameters<typeof transact>[0]>[0], songId: string) {
  const approved = await tx.workItem.count({ where: { songId, stage: "mastering", state: "approved" } });
  if (approved > 0)
    throw new Refused(
      "CONFLICT",
      "The master is signed off. Ask the studio to reopen mastering first; nothing was changed.",
    );
}
