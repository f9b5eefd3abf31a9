import type { Print, Review, Revision } from "@/components/review/review-types.ts";
import {
  isMixedHere,
  isSupplied,
  revisionsOf,
  standingSignOff,
  workOf,
} from "@/components/review/standing.ts";

/** A mix from elsewhere that lies here and is not with mastering. `begun`: its sending broke off on the way. */
export type SuppliedMix = { file: Print; begun: Revision | undefined; isApproved: boolean };

/** Mastering alone waits for a mix, and this person may supply it. */
export const suppliesMix = (review: Review) =>
  !isMixedHere(review) &&
  review.me.grants.includes("premaster.upload") &&
  workOf(review, "mastering")?.state === "waiting";

export function mixToSend(review: Review): SuppliedMix | undefined {
  const print = review.prints.find((p) => p.kind === "premaster");
  if (print) return { file: print, begun: undefined, isApproved: false };
  const last = revisionsOf(review, "mixing").findLast(isSupplied);
  if (!last || review.handOffs.some((h) => h.revisionId === last.id)) return undefined;
  return { file: last.file, begun: last, isApproved: standingSignOff(last) !== undefined };
}
