import type { PrintFile, Review } from "@/components/review/review-types.ts";
import {
  isMixedHere,
  isSupplied,
  offeredTo,
  revisionsOf,
  standingSignOff,
  workOf,
} from "@/components/review/standing.ts";

/** A mix from elsewhere that lies here and is not with mastering. */
export type SuppliedMix = { file: PrintFile; isApproved: boolean };

/** Mastering alone waits for a mix, and this person may supply it. */
export const suppliesMix = (review: Review) =>
  !isMixedHere(review) &&
  review.me.grants.includes("premaster.upload") &&
  workOf(review, "mastering")?.state === "waiting";

/** What was brought and is not with mastering, the newest first; one of them may stand in the mix's place already. */
export function mixesToSend(review: Review): SuppliedMix[] {
  const prints = review.prints
    .filter((p) => p.kind === "premaster")
    .map((file) => ({ file, isApproved: false }));
  const last = revisionsOf(review, "mixing").findLast(isSupplied);
  const placed = last && !review.handOffs.some((h) => h.revisionId === last.id) ? last : undefined;
  return [
    ...prints,
    ...(placed ? [{ file: placed.file, isApproved: standingSignOff(placed) !== undefined }] : []),
  ].toSorted((a, b) => b.file.uploadedAt.getTime() - a.file.uploadedAt.getTime());
}

/** What is heard is what is sent, as far as it can be. */
export function mixToSend(review: Review, heardId?: string): SuppliedMix | undefined {
  const mixes = mixesToSend(review);
  return mixes.find((m) => m.file.id === heardId) ?? mixes[0];
}

/** Once one of the mixes that were brought is with mastering, the player has no place for the others. */
export const heardHere = (review: Review): Review =>
  suppliesMix(review) && !offeredTo(review, "mastering")
    ? review
    : { ...review, prints: review.prints.filter((p) => p.kind !== "premaster") };
