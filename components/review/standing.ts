// Where a song stands, as its review says it.
import { revisionLabel } from "@/server/review/words.ts";
import type { Review, Revision } from "./review-types.ts";

export const workOf = (review: Review, stage: Review["workItems"][number]["stage"]) =>
  review.workItems.find((w) => w.stage === stage);

/** Part of the song, and not cancelled. */
export const isAlive = (review: Review, stage: Review["workItems"][number]["stage"]) => {
  const work = workOf(review, stage);
  return work !== undefined && work.state !== "cancelled";
};

/** Where mixing is not part of the song, or was cancelled, its mix is supplied. */
export const isMixedHere = (review: Review) => isAlive(review, "mixing");

export const revisionsOf = (review: Review, stage: Revision["stage"]) =>
  review.revisions.filter((r) => r.stage === stage).toSorted((a, b) => a.number - b.number);

/** Where the song is being made: at its mixes, until there is a master, and again while no mix is approved. */
export function stageNow(review: Review): "mixing" | "mastering" {
  const begun = revisionsOf(review, "mastering").length > 0 || review.prints.some((p) => p.kind === "master");
  return begun && approvedMix(review) ? "mastering" : "mixing";
}

/** What there is to hear and to decide about: the newest of the stage that the song is at. */
export const newestRevision = (review: Review) =>
  revisionsOf(review, stageNow(review)).at(-1) ?? revisionsOf(review, "mixing").at(-1);

export const standingSignOff = (revision: Revision) => revision.signOffs.find((s) => !s.ending);

/** The mix that mastering works from, or would: signed off here or approved elsewhere. */
export const approvedMix = (review: Review) => revisionsOf(review, "mixing").findLast(standingSignOff);

export const offeredTo = (review: Review, stage: "mixing" | "mastering") =>
  review.handOffs.find((h) => h.toStage === stage && h.state === "offered");

export const nextNumber = (review: Review, stage: Revision["stage"]) =>
  (revisionsOf(review, stage).at(-1)?.number ?? 0) + 1;

export const nextLabel = (review: Review, stage: Revision["stage"]) =>
  revisionLabel(stage, nextNumber(review, stage));
