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

/** Where no set comes from recording, mixing begins when its engineer does. */
export const isRecordedHere = (review: Review) => isAlive(review, "recording");

export const isSupplied = ({ file }: Revision) => file.kind === "premaster";

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

/** While there is one, mastering and delivery are held. */
export const openBlocking = (review: Review) =>
  review.notes.filter((n) => n.request?.blocking && n.closedById === null);

/** While there is one, the next mix is to answer it. */
export const unansweredBlocking = (review: Review) => openBlocking(review).filter((n) => n.state === "open");

/** What keeps a stage from being approved: for a mix that it is not answered, for a master that it is open. */
export const keepsFromApproval = (review: Review, stage: Revision["stage"]) =>
  stage === "mixing" ? unansweredBlocking(review) : openBlocking(review);

/** In review, with nothing that is still to be done first: whoever decides may approve. */
export const isToDecide = (review: Review, stage: Revision["stage"]) =>
  workOf(review, stage)?.state === "in_review" && keepsFromApproval(review, stage).length === 0;
