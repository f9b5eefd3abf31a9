import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { now } from "../time.ts";
import { isOpen } from "./is-open.ts";

type Of = { studioId: string; projectId: string; noteId: string; answerId: string; words: string };

/** The answer is not enough, and says why. Under the song's lock; who may, the caller has asked. */
export async function putAnswerReturn(tx: Tx, actor: Person, of: Of) {
  const { studioId, projectId, noteId, answerId, words } = of;
  const open = await tx.noteAnswer.count({ where: { id: answerId, sentBack: null, note: isOpen } });
  if (open === 0)
    throw new Refused(
      "CONFLICT",
      "This was closed or sent back already. Nothing was changed; reload the page to see it.",
    );
  const sentBack = await tx.answerReturn.create({
    data: { answerId, studioId, words, byId: actor.userId, at: now() },
  });
  await record(
    tx,
    actor,
    { kind: "answer.sent_back", studioId, streamId: projectId, subject: { noteId, answerId } },
    [decided("AnswerReturn", sentBack)],
  );
}
