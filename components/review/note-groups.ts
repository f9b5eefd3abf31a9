import { revisionsOf } from "./main-act.ts";
import { inSongOrder } from "./note-order.ts";
import type { Note, Review, Revision } from "./review-types.ts";

export type NoteGroup = { id: string; title: string; notes: Note[] };

/**
 * The list beside the waveform: what was written on the revision in focus, mastering's requests while a master is
 * heard, then what was written on the others of the stage, newest first.
 */
export function noteGroups(review: Review, focus: Revision | undefined, openOnly: boolean): NoteGroup[] {
  if (!focus) return [];
  const listed = (notes: readonly Note[]) =>
    inOrder(review, openOnly ? notes.filter((n) => n.state === "open") : notes);
  const on = (revision: Revision): NoteGroup => ({
    id: revision.id,
    title: `On ${revision.label}`,
    notes: listed(review.notes.filter((n) => n.revisionId === revision.id)),
  });
  const requests: NoteGroup = {
    id: "requests",
    title: "Requests to mixing",
    notes: focus.stage === "mastering" ? listed(review.notes.filter((n) => n.request)) : [],
  };
  const others = revisionsOf(review, focus.stage).filter((r) => r.id !== focus.id);
  return [on(focus), requests, ...others.toReversed().map(on)].filter(
    (g, at) => at === 0 || g.notes.length > 0,
  );
}

function inOrder(review: Review, notes: readonly Note[]): Note[] {
  return inSongOrder(notes, (id) => {
    const revision = review.revisions.find((r) => r.id === id);
    return {
      startsAtSeconds: revision?.startsAtSeconds ?? 0,
      sampleRateHz: revision?.file.report?.sampleRateHz ?? review.project.sampleRateHz,
    };
  });
}
