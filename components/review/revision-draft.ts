import type { SendRevision } from "@/server/review/schema.ts";
import { asks } from "@/server/review/words.ts";
import { inSongOrder, lyingIn } from "./note-order.ts";
import { noOffset, type OffsetDraft } from "./offset-draft.ts";
import type { Note, Review } from "./review-types.ts";
import { revisionsOf } from "./standing.ts";

export type AnswerDraft = { outcome: "answered" | "declined" | "open" | null; words: string };
export type RevisionDraft = { changeNote: string; offset: OffsetDraft; answers: Record<string, AnswerDraft> };

export const emptyRevision: RevisionDraft = { changeNote: "", offset: noOffset, answers: {} };

/** What holds mastering is decided one way or the other; any other note may stay open without a word. */
const undecided = ({ request }: Pick<Note, "request">): AnswerDraft => ({
  outcome: request?.blocking ? null : "open",
  words: "",
});

export const answerTo = ({ answers }: Pick<RevisionDraft, "answers">, note: Note): AnswerDraft =>
  answers[note.id] ?? undecided(note);

/** What the next revision of a stage has to speak about: blocking requests first, then by place. */
export function notesToAnswer(review: Review, stage: "mixing" | "mastering"): Note[] {
  const ids = revisionsOf(review, stage).map((r) => r.id);
  const open = review.notes.filter((n) => asks(n.kind) && n.state === "open" && ids.includes(n.revisionId));
  const inOrder = inSongOrder(open, lyingIn(review));
  return [...inOrder.filter((n) => n.request?.blocking), ...inOrder.filter((n) => !n.request?.blocking)];
}

type Answers = NonNullable<SendRevision["answers"]>;

/** Only what was decided, and only about notes that are still open. */
export function answersOf(draft: RevisionDraft, notes: readonly Note[]): Answers {
  return notes.flatMap((note) => {
    const { outcome, words } = answerTo(draft, note);
    return outcome === "open" || outcome === null ? [] : [{ noteId: note.id, outcome, words: words.trim() }];
  });
}

/** What is missing before it can be sent, in words; null when nothing is. */
export function missing(draft: RevisionDraft, notes: readonly Note[], supplied = false): string | null {
  if (!supplied && !draft.changeNote.trim()) return "Say what changed, in a sentence.";
  const unsaid = notes.find((n) => answerTo(draft, n).outcome === null);
  if (unsaid) return `Say what became of note ${unsaid.number}: it holds mastering.`;
  const unexplained = notes.find((n) => {
    const { outcome, words } = answerTo(draft, n);
    return outcome === "declined" && !words.trim();
  });
  return unexplained ? `Say why note ${unexplained.number} is declined.` : null;
}
