import type { Review, Revision } from "@/components/review/review-types.ts";
import { isFor } from "./notes-of-song.tsx";

/** "Mix 2 — answers 2 of your 3 notes. Drums closer." What changed, before anything is pressed. */
export function whatIsNew(review: Review, revision: Revision): string {
  const told = review.notes
    .filter((n) => isFor(review, n))
    .flatMap((n) => n.answers.filter((a) => a.revisionId === revision.id).map((a) => ({ n, a })));
  const mine = told.filter(({ n }) => n.authorId === review.me.userId);
  const answered = told.filter(({ a }) => a.outcome === "answered").length;
  const declined = told.length - answered;
  const counts = [
    answered > 0 && `answers ${answered} note${answered === 1 ? "" : "s"}`,
    declined > 0 && `declines ${declined}, with the reason`,
  ].filter(Boolean);
  const whose = mine.length > 0 && mine.length < told.length ? ` (${mine.length} of yours)` : "";
  const first =
    counts.length > 0 ? `${revision.label} ${counts.join(" and ")}${whose}.` : `${revision.label}.`;
  return `${first} ${revision.changeNote}`.trim();
}
