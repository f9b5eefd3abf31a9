import type { SendRevision } from "@/server/review/schema.ts";
import { asks } from "@/server/review/words.ts";
import { inSongOrder, lyingIn } from "./note-order.ts";
import { noOffset, type OffsetDraft } from "./offset-draft.ts";
import type { Note, Review } from "./review-types.ts";
import { revisionsOf } from "./standing.ts";

export type AnswerDraft = { outcome: "answered" | "declined" | "open"; words: string };
export type RevisionDraft = { changeNote: string; offset: OffsetDraft; answers: Record<string, AnswerDraft> };

export const emptyRevision: RevisionDraft = { changeNote: "", offset: noOffset, answers: {} };
export const stillOpen: AnswerDraft = { outcome: "open", words: "" };

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
    const { outcome, words } = draft.answers[note.id] ?? stillOpen;
    return outcome === "open" ? [] : [{ noteId: note.id, outcome, words: words.trim() }];
  });
}

/** What is missing before it can be sent, in words; null when nothing is. */
export function missing(draft: RevisionDraft, notes: readonly Note[], supplied = false): string | null {
  if (!supplied && !draft.changeNote.trim()) return "Say what changed, in a sentence.";
  const unexplained = notes.find((n) => {
    const answer = draft.answers[n.id];
    return answer?.outcome === "declined" && !answer.words.trim();
  });
  return unexplained ? `Say why note ${unexplained.number} is declined.` : null;
}
