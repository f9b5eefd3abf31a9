import type { PrintFile, Review, Turn } from "@/components/review/review-types.ts";
import { offeredTo } from "@/components/review/standing.ts";

/** A mix from elsewhere that lies here and is not with mastering. */
export type SuppliedMix = { file: PrintFile; isApproved: boolean };

const supplying = ({ turns }: Review) =>
  turns.find((t): t is Extract<Turn, { act: "supplyMix" }> => t.act === "supplyMix" && t.may);

/** Mastering alone waits for a mix, and this person may supply it. */
export const suppliesMix = (review: Review) => supplying(review) !== undefined;

/** What was brought and is not with mastering, the newest first; one of them may stand in the mix's place already. */
export function mixesToSend(review: Review): SuppliedMix[] {
  const files = [...review.prints, ...review.revisions.map((r) => r.file)];
  return (supplying(review)?.mixes ?? []).flatMap(({ fileId, isApproved }) =>
    files.filter((file) => file.id === fileId).map((file) => ({ file, isApproved })),
  );
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
