import { about } from "../event-shape.ts";
import { notedWords, printWords, revisionWords, songWords } from "../event-words.ts";

type Sent = { revisionId: string; songId: string; stage: string; number: number; sha256: string };

export const reviewEvents = {
  "revision.sent": about<Sent>()({
    sentence: ({ revisionId, songId, stage, number }, n) =>
      n.revisions[revisionId]?.supplied
        ? `supplied ${printWords(stage, number)} of ${songWords(songId, n)}`
        : `sent ${printWords(stage, number)} of ${songWords(songId, n)} for review`,
    decision: true,
    reader: "revision.hear",
    concerns: ["deciders", "closers"],
  }),
  "offset.changed": about<{ revisionId: string; offsetSamples: number }>()({
    sentence: ({ revisionId }, n) => `set the offset of ${revisionWords(revisionId, n)}`,
    decision: false,
    reader: "revision.hear",
  }),
  "note.added": about<{ noteId: string; revisionId: string; note: string }>()({
    sentence: ({ revisionId, note }, n) => `${noteWords(note)} ${revisionWords(revisionId, n)}`,
    decision: false,
    reader: "revision.hear",
  }),
  "note.replied": about<{ noteId: string; replyId: string }>()({
    sentence: ({ noteId }, n) => `replied to a note on ${notedWords(noteId, n)}`,
    decision: false,
    reader: "revision.hear",
    concerns: ["talkers"],
  }),
  "note.resolved": about<{ noteId: string }>()({
    sentence: ({ noteId }, n) => `resolved a note on ${notedWords(noteId, n)}`,
    decision: true,
    reader: "revision.hear",
  }),
  "round.sent": about<{ roundId: string; revisionId: string; notes: number }>()({
    sentence: ({ revisionId, notes }, n) =>
      `sent a round of ${notes} ${notes === 1 ? "note" : "notes"} on ${revisionWords(revisionId, n)}`,
    decision: true,
    reader: "revision.hear",
    concerns: ["engineers"],
  }),
};

const notes: Record<string, string> = { praise: "praised something in", answer: "explained something in" };
const noteWords = (note: string) => notes[note] ?? "asked for a change on";
