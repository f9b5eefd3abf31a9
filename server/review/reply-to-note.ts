import { type Actor, personOf } from "../access.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { noteFor } from "./note-for.ts";
import { ReplyToNote } from "./schema.ts";

export async function replyToNote(actor: Actor, input: ReplyToNote) {
  const { noteId, words } = ReplyToNote.parse(input);
  const { studioId, projectId } = await noteFor(actor, noteId, "note.add");
  const replyId = newId();
  await transact(async (tx) => {
    await tx.reply.create({
      data: { id: replyId, studioId, noteId, authorId: personOf(actor).userId, words, createdAt: now() },
    });
    await record(tx, actor, {
      kind: "note.replied",
      studioId,
      streamId: projectId,
      subject: { noteId, replyId },
    });
  });
  return { replyId };
}
