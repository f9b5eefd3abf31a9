import type { Tx } from "../db.ts";
import { isOpen } from "./is-open.ts";
import { isAnswered } from "./rules.ts";

/** What mastering asked of mixing in these songs and nobody closed yet. */
export async function openRequests(tx: Tx, songIds: readonly string[]) {
  const notes = await tx.note.findMany({
    where: { revision: { songId: { in: [...songIds] } }, ...isOpen, request: { isNot: null } },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      kind: true,
      authorId: true,
      request: { select: { blocking: true } },
      answers: { select: { at: true, sentBack: { select: { at: true } } } },
      revision: { select: { songId: true } },
    },
  });
  return notes.map((note) => ({
    noteId: note.id,
    songId: note.revision.songId,
    kind: note.kind,
    authorId: note.authorId,
    blocking: note.request?.blocking ?? false,
    isAnswered: isAnswered(note),
  }));
}
