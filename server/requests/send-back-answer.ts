import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockSong } from "../projects/lock-song.ts";
import { answerFor } from "../review/answer-for.ts";
import { demandClosing } from "../review/demand-closing.ts";
import { now } from "../time.ts";
import { recallMix } from "./recall-mix.ts";
import { SendBackAnswer } from "./schema.ts";

/** Who asked heard the answer and is not content: the note is open again, with the reason. */
export async function sendBackAnswer(actor: Person, input: SendBackAnswer) {
  const { answerId, words } = SendBackAnswer.parse(input);
  const { studioId, projectId, songId, note } = await answerFor(actor, answerId, "note.add");
  const { userId } = actor;
  await transact(async (tx) => {
    await lockSong(tx, songId);
    await demandClosing(
      tx,
      actor,
      { projectId, note },
      "Only who asked can send an answer back. Nothing was changed; reply to the note, and they will see it.",
    );
    const { count } = await tx.noteAnswer.updateMany({
      where: { id: answerId, sentBackAt: null, note: { resolution: null } },
      data: { sentBackAt: now(), sentBackById: userId, sentBackWords: words },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        "This was closed or sent back already. Nothing was changed; reload the page to see it.",
      );
    await record(tx, actor, {
      kind: "answer.sent_back",
      studioId,
      streamId: projectId,
      subject: { noteId: note.id, answerId },
    });
    const blocking = await tx.mixRevisionRequest.count({ where: { noteId: note.id, blocking: true } });
    if (blocking > 0) await recallMix(tx, actor, { studioId, projectId, songId, noteId: note.id });
  });
}
