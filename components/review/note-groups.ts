import { inSongOrder, lyingIn } from "./note-order.ts";
import type { Note, Review, Revision } from "./review-types.ts";
import { revisionsOf } from "./standing.ts";

/** Notes on one revision; without one, what mastering asks of mixing. */
export type NoteGroup = { id: string; on: Revision | null; notes: Note[] };

/**
 * The list beside the waveform: what was written on the revision in focus, mastering's requests while a master is
 * heard, then what was written on the others of the stage, newest first.
 */
export function noteGroups(review: Review, focus: Revision | undefined, openOnly: boolean): NoteGroup[] {
  if (!focus) return [];
  const listed = (notes: readonly Note[]) =>
    inSongOrder(openOnly ? notes.filter((n) => n.state === "open") : notes, lyingIn(review));
  const on = (revision: Revision): NoteGroup => ({
    id: revision.id,
    on: revision,
    notes: listed(review.notes.filter((n) => n.revisionId === revision.id)),
  });
  const requests: NoteGroup = {
    id: "requests",
    on: null,
    notes: focus.stage === "mastering" ? listed(review.notes.filter((n) => n.request)) : [],
  };
  const others = revisionsOf(review, focus.stage).filter((r) => r.id !== focus.id);
  return [on(focus), requests, ...others.toReversed().map(on)].filter(
    (g, at) => at === 0 || g.notes.length > 0,
  );
}
