import type { Marker } from "@/components/player/marker.ts";
import { type DeskSource, songOffsetOf, sourceOf } from "./desk-source.ts";
import { isUnsettled } from "./note-order.ts";
import type { Note, Review } from "./review-types.ts";
import { inside, placeOn } from "./song-line.ts";

/**
 * The notes that the waveform of a print shows: its own, whatever is not settled on the others of its stage, and the
 * selected one, each at its place of the music. Mastering's requests are also shown on masters.
 */
export function markersOf(
  review: Review,
  sources: readonly DeskSource[],
  shown: DeskSource,
  selectedId: string | null,
): Marker[] {
  const frames = shown.file.report?.frames ?? 0;
  const stage = shown.file.kind === "master" ? "mastering" : "mixing";
  return review.notes.flatMap((note) => {
    const on = sourceOf(sources, note.revisionId);
    if (!on?.revision || note.startSample === null) return [];
    const own = on.id === shown.id;
    const carried = isUnsettled(note) && (on.revision.stage === stage || note.request !== null);
    if (!own && !carried && note.id !== selectedId) return [];
    const place = placeOn(songOffsetOf(shown), songOffsetOf(on), note);
    if (place.startSample === null || place.startSample >= frames) return [];
    return [markerOf(note, place.startSample, inside(frames, place).endSample)];
  });
}

const markerOf = (note: Note, startSample: number, endSample: number | null): Marker => ({
  id: note.id,
  number: note.number,
  kind: note.kind,
  resolved: note.state === "resolved",
  ...((note.state === "answered" || note.state === "declined") && { outcome: note.state }),
  ...(note.request && { blocking: note.request.blocking }),
  startSample,
  endSample,
  words: note.words,
});
