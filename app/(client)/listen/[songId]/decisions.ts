import type { Review, Revision } from "@/components/review/review-types.ts";
import { workOf } from "@/components/review/standing.ts";

export type Decisions = {
  newest: Revision;
  mayApprove: boolean;
  mayAsk: boolean;
  /** Notes that were written and not sent to the engineer yet, where this person may send them. */
  unsent: { count: number; mine: boolean } | null;
};

/** What this person can decide about the newest revision; null when it is nothing. */
export function decisionsOf(review: Review, newest: Revision | undefined): Decisions | null {
  if (!newest) return null;
  const { grants, userId } = review.me;
  const state = workOf(review, newest.stage)?.state;
  const decides = state === "in_review" && grants.includes("signoff.give");
  const mayApprove = review.turns.some((t) => t.act === "decide" && t.revisionId === newest.id && t.may);
  // What is signed off is asked about by withdrawing it, or of the studio.
  const mayAsk = state !== "approved" && state !== "cancelled" && grants.includes("note.add");
  const asked = review.notes.filter(
    (n) => n.revisionId === newest.id && !n.round && (n.kind === "request" || n.kind === "praise"),
  );
  const maySend = decides && asked.length > 0 && grants.includes("round.send");
  if (!mayApprove && !mayAsk && !maySend) return null;
  return {
    newest,
    mayApprove,
    mayAsk,
    unsent: maySend ? { count: asked.length, mine: asked.some((n) => n.authorId === userId) } : null,
  };
}
