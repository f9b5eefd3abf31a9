import type { Note, Review, Revision } from "./review-types.ts";
import { approvedMix, newestRevision, revisionsOf } from "./standing.ts";

/**
 * The revision that a note is pinned to while something is heard. The rough mix and prints that are not sent take no
 * notes, and mastering's requests are always about a mix: those go to the newest revision that does, at the same place.
 */
export function noteTarget(
  review: Review,
  heard: Revision | null | undefined,
  kind: Note["kind"],
): Revision | undefined {
  if (kind === "mix_revision_request") {
    return heard?.stage === "mixing" ? heard : (approvedMix(review) ?? revisionsOf(review, "mixing").at(-1));
  }
  return heard ?? newestRevision(review);
}

/** What this person may write, the likeliest first; nothing while there is nothing to write it on. */
export function noteKinds(review: Review, heard: Revision | null | undefined): Note["kind"][] {
  if (!noteTarget(review, heard, "request")) return [];
  const { grants } = review.me;
  const kinds: Note["kind"][] = [];
  if (grants.includes("note.add")) kinds.push("request", "praise");
  if (grants.includes("note.add") && grants.includes("work.start")) kinds.push("answer");
  const mayRequest = grants.includes("request.send") && noteTarget(review, heard, "mix_revision_request");
  if (!mayRequest) return kinds;
  const onMix = noteTarget(review, heard, "request")?.stage === "mixing";
  return onMix ? ["mix_revision_request", ...kinds] : [...kinds, "mix_revision_request"];
}
