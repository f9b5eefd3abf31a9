import { about } from "../event-shape.ts";
import { notedWords, revisionWords } from "../event-words.ts";

export const requestsEvents = {
  "request.sent": about<{ noteId: string; revisionId: string; blocking: boolean }>()({
    sentence: ({ revisionId, blocking }, n) =>
      `sent a ${blocking ? "blocking " : ""}mix-revision request on ${revisionWords(revisionId, n)}`,
    decision: true,
    reader: "revision.hear",
    concerns: ["engineers", "running"],
  }),
  "answer.sent_back": about<{ noteId: string; answerId: string }>()({
    sentence: ({ noteId }, n) => `sent back the answer to a note on ${notedWords(noteId, n)}`,
    decision: true,
    reader: "revision.hear",
    concerns: ["answerer"],
  }),
  "note.reopened": about<{ noteId: string }>()({
    sentence: ({ noteId }, n) => `opened a note on ${notedWords(noteId, n)} again`,
    decision: true,
    reader: "revision.hear",
  }),
};
