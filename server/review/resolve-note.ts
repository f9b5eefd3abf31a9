import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { demandClosing } from "./demand-closing.ts";
import { noteFor } from "./note-for.ts";
import { OfNote } from "./schema.ts";
import { asks } from "./words.ts";

/** Only who asked says that it is done. */
export async function resolveNote(actor: Person, input: OfNote) {
  const { noteId } = OfNote.parse(input);
  const { studioId, projectId, songId, note } = await noteFor(actor, noteId, "note.add");
  if (!asks(note.kind))
    throw new Refused(
      "INVALID",
      "Praise and answers stay as they are, so there is nothing to close. Nothing was changed; reply if there is more to say.",
    );
  await transact(async (tx) => {
    await lockSong(tx, songId);
    await demandClosing(
      tx,
      actor,
      { projectId, note },
      "Only who asked can close this. Nothing was changed; reply to it, and they will see it.",
    );
    // Under the song's lock, so that nobody else closes it meanwhile.
    if ((await tx.resolution.count({ where: { noteId, reopening: null } })) > 0)
      throw new Refused(
        "CONFLICT",
        "This note is closed already. Nothing was changed; open it again if it is not done.",
      );
    const resolution = await tx.resolution.create({
      data: { id: newId(), noteId, studioId, byId: actor.userId, at: now() },
    });
    await record(tx, actor, { kind: "note.resolved", studioId, streamId: projectId, subject: { noteId } }, [
      decided("Resolution", resolution),
    ]);
  });
}
