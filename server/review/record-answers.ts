import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { isOpen } from "./is-open.ts";
import type { Answer } from "./schema.ts";
import { asks } from "./words.ts";

type To = { studioId: string; songId: string; revisionId: string };

/** What the new revision says it did, per note of an earlier one; closed notes need no answer. */
export async function recordAnswers(
  tx: Tx,
  actor: Person,
  { studioId, songId, revisionId }: To,
  answers: readonly Answer[],
) {
  const notes = await tx.note.findMany({
    where: { id: { in: answers.map((a) => a.noteId) }, revision: { songId }, ...isOpen },
    select: { id: true, kind: true },
  });
  const answerable = new Set(notes.filter((n) => asks(n.kind)).map((n) => n.id));
  if (answers.some((a) => !answerable.has(a.noteId))) {
    throw new Refused(
      "CONFLICT",
      "One of the notes you answer was closed in the meantime. The revision was not sent; look at the list again and send it.",
    );
  }
  return tx.noteAnswer.createManyAndReturn({
    data: answers.map((a) => ({
      ...a,
      id: newId(),
      studioId,
      revisionId,
      byId: actor.userId,
      at: now(),
    })),
  });
}
