import { countNotes } from "@/components/review/note-order.ts";
import type { Review, Revision } from "@/components/review/review-types.ts";
import { isAlive, revisionsOf, standingSignOff, workOf } from "@/components/review/standing.ts";

/** What an approval leads to, said before it is given. */
export function whatFollows(review: Review, revision: Revision): string[] {
  const next = revision.stage === "mixing" ? "mastering" : "delivery";
  const has = isAlive(review, next);
  const { open } = countNotes(review.notes.filter((n) => n.revisionId === revision.id));
  const { declined } = countNotes(review.notes.filter((n) => n.answers.at(-1)?.revisionId === revision.id));
  return [
    has
      ? revision.stage === "mixing"
        ? "It goes to mastering, which works from exactly this file."
        : "The song is in delivery, and its master can be downloaded."
      : `The song's ${revision.stage} is done.`,
    ...(open > 0
      ? [`${open} open note${open === 1 ? "" : "s"} on it stay${open === 1 ? "s" : ""} as written, undone.`]
      : []),
    ...(declined > 0
      ? [
          `${declined} note${declined === 1 ? "" : "s"} that it declines stay${declined === 1 ? "s" : ""} undone.`,
        ]
      : []),
    revision.stage === "mastering"
      ? "You can withdraw this until the master was taken."
      : has
        ? "You can withdraw this until mastering has begun."
        : "You can withdraw this later.",
  ];
}

/** Whether what comes after this revision leaves time to withdraw its sign-off. */
export const isWithdrawable = (review: Review, { stage, takenAt }: Revision) =>
  stage === "mastering"
    ? takenAt === null
    : !isAlive(review, "mastering") || workOf(review, "mastering")?.state === "waiting";

export const newestOf = (review: Review, revision: Revision) =>
  revisionsOf(review, revision.stage).at(-1) ?? revision;

/** What reopening a stage ends, said before it is done: a master goes the way of the mix that it was made from. */
export function whatReopens(review: Review, stage: Revision["stage"]) {
  const masters = revisionsOf(review, "mastering").filter(standingSignOff);
  const mixes = revisionsOf(review, "mixing").filter(standingSignOff);
  const masterToo = stage === "mixing" && masters.length > 0;
  const labels = (stage === "mixing" ? [...mixes, ...masters] : masters).map((r) => r.label);
  const delivery = workOf(review, "delivery")?.state;
  const delivers = delivery === "in_progress" || delivery === "approved";
  return {
    masterToo,
    words: [
      labels.length === 1
        ? `The sign-off of ${labels[0]} is superseded and stays on record.`
        : `The sign-offs of ${labels.join(" and ")} are superseded and stay on record.`,
      ...(masterToo ? ["The master was made from this mix, so mastering waits for the next one."] : []),
      ...(delivers && masters.length > 0 ? ["Delivery is closed until a master is signed off again."] : []),
    ],
  };
}
