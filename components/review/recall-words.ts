import type { Review, Revision } from "./review-types.ts";
import { approvedMix, isMixedHere, nextLabel, revisionsOf, workOf } from "./standing.ts";
import { mixingEngineerOf } from "./who-has-it.ts";

/** Why what is in review cannot be approved yet, for who came to approve it; null where it can be. */
export function waitWords(review: Review, stage: Revision["stage"]): string | null {
  const isHeld = review.turns.some(
    (t) => t.act === "decide" && t.stage === stage && t.hold?.by === "request",
  );
  if (!isHeld) return null;
  return stage === "mixing"
    ? `Mastering asked for a change to the mix that is not made yet. The mix is with ${mixingEngineerOf(review)}, and you will hear ${nextLabel(review, "mixing")} before it goes on.`
    : "Mastering asked for a change to the mix, and that request is still open. Who asked closes it first.";
}

/** Why an approval no longer stands, for who gave it: told until the next mix is approved. Null where none was recalled. */
export function recallWords(review: Review): string | null {
  const asked = review.notes.filter((n) => n.request?.blocking);
  if (asked.length === 0 || approvedMix(review) || !isMixedHere(review)) return null;
  const mixes = revisionsOf(review, "mixing");
  const recalled = mixes.findLast((r) =>
    r.signOffs.some(
      (s) => s.ending?.ending === "superseded" && asked.some((n) => n.authorId === s.ending?.byId),
    ),
  );
  if (!recalled) return null;
  const why = `Mastering asked for a change to the mix, so the approval of ${recalled.label} no longer stands`;
  if (review.notes.some((n) => n.holds === "unanswered"))
    return `${why} and the mix is with ${mixingEngineerOf(review)} again. You will hear ${nextLabel(review, "mixing")} before it goes on.`;
  const inReview = workOf(review, "mixing")?.state === "in_review";
  return inReview ? `${why}. ${mixes.at(-1)?.label} needs an approval of its own.` : null;
}
