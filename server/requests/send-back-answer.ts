import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { lockSong } from "../projects/lock-song.ts";
import { answerFor } from "../review/answer-for.ts";
import { demandClosing } from "../review/demand-closing.ts";
import { putAnswerReturn } from "../review/put-answer-return.ts";
import { recallMix } from "./recall-mix.ts";
import { SendBackAnswer } from "./schema.ts";

/** Who asked heard the answer and is not content: the note is open again, with the reason. */
export async function sendBackAnswer(actor: Person, input: SendBackAnswer) {
  const { answerId, words } = SendBackAnswer.parse(input);
  const { studioId, projectId, songId, note } = await answerFor(actor, answerId, "note.add");
  await transact(async (tx) => {
    await lockSong(tx, songId);
    await demandClosing(
      tx,
      actor,
      { projectId, note },
      "Only who asked can send an answer back. Nothing was changed; reply to the note, and they will see it.",
    );
    await putAnswerReturn(tx, actor, { studioId, projectId, noteId: note.id, answerId, words });
    const blocking = await tx.mixRevisionRequest.count({ where: { noteId: note.id, blocking: true } });
    if (blocking > 0) await recallMix(tx, actor, { studioId, projectId, songId, noteId: note.id });
  });
}
