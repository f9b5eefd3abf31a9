import type { Person } from "../access/actor.ts";
import { db, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { demandInside } from "./demand-inside.ts";
import { isOpen } from "./is-open.ts";
import { revisionFor } from "./revision-for.ts";
import { notePermission } from "./rules.ts";
import { AddNote } from "./schema.ts";

export async function addNote(actor: Person, input: AddNote) {
  const { revisionId, ...note } = AddNote.parse(input);
  const { studioId, projectId, song, revision, grants } = await revisionFor(actor, revisionId, "note.add");
  if (!grants.has(notePermission[note.kind])) {
    throw new Refused(
      "NOT_ALLOWED",
      "Answers are the engineers' to give. Your words are kept here; send them as a request or as praise.",
    );
  }
  await demandInside(db, revision, note);
  const authorId = actor.userId;
  return transact(async (tx) => {
    await lockSong(tx, song.id);
    // Pressed twice, or sent again because the answer got lost: it is the same note.
    const same = await tx.note.findFirst({
      where: { ...note, revisionId, authorId, roundId: null, ...isOpen },
      select: { id: true },
    });
    if (same) return { noteId: same.id };
    const noteId = newId();
    await tx.note.create({
      data: { ...note, id: noteId, studioId, revisionId, authorId, createdAt: now() },
    });
    await record(tx, actor, {
      kind: "note.added",
      studioId,
      streamId: projectId,
      subject: { noteId, revisionId, note: note.kind },
    });
    return { noteId };
  });
}
