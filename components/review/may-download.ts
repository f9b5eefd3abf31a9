import type { PrintFile, Review } from "./review-types.ts";
import { standingSignOff } from "./standing.ts";

/** Whether to offer the file as it was uploaded; the server decides again. */
export function mayDownload(review: Review, file: PrintFile): boolean {
  const may = (grant: Review["me"]["grants"][number]) => review.me.grants.includes(grant);
  if (file.uploadedById === review.me.userId) return true;
  if (file.kind === "rough_mix") return may("set.download");
  if (file.kind !== "master") return may("mix.download");
  const released = review.revisions.some((r) => r.file.id === file.id && standingSignOff(r));
  return may("master.download") && (may("master.upload") || released);
}
