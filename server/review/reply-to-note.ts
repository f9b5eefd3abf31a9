import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { noteFor } from "./note-for.ts";
import { ReplyToNote } from "./schema.ts";

export async function replyToNote(actor: Person, input: ReplyToNote) {
  const { noteId, words } = ReplyToNote.parse(input);
  const { studioId, projectId, songId } = await noteFor(actor, noteId, "note.add");
  const authorId = actor.userId;
  return transact(async (tx) => {
    await lockSong(tx, songId);
    // Pressed twice, or sent again because the answer got lost: it is the same reply.
    const last = await tx.reply.findFirst({ where: { noteId }, orderBy: { createdAt: "desc" } });
    if (last?.authorId === authorId && last.words === words) return { replyId: last.id };
    const replyId = newId();
    await tx.reply.create({
      data: { id: replyId, studioId, noteId, authorId, words, createdAt: now() },
    });
    await record(tx, actor, {
      kind: "note.replied",
      studioId,
      streamId: projectId,
      subject: { noteId, replyId },
    });
    return { replyId };
  });
}
