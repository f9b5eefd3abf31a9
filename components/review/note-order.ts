import type { Note, Review } from "./review-types.ts";
import { type SongOffset, songSeconds } from "./song-line.ts";

type Listed = Pick<Note, "id" | "revisionId" | "startSample" | "number">;

/** Where each revision lies on the song's line. */
export const lyingIn =
  (review: Review) =>
  (revisionId: string): SongOffset => {
    const revision = review.revisions.find((r) => r.id === revisionId);
    return {
      startsAtSeconds: revision?.startsAtSeconds ?? 0,
      sampleRateHz: revision?.file.report?.sampleRateHz ?? review.project.sampleRateHz,
    };
  };

/** In the order of the song, whichever revision they were written on; on the whole song first. */
export function inSongOrder<N extends Listed>(
  notes: readonly N[],
  lying: (revisionId: string) => SongOffset,
): N[] {
  const at = (n: N) => (n.startSample === null ? -1 : songSeconds(lying(n.revisionId), n.startSample));
  return notes.toSorted((a, b) => at(a) - at(b) || a.number - b.number);
}

/** Asked for and not closed by who asked, whether or not it was answered. */
export const isUnsettled = (note: Pick<Note, "state">) =>
  note.state === "open" || note.state === "answered" || note.state === "declined";

/** The note before or after the selected one in the list that is shown; at the ends it stays. */
export function stepNote<N extends Pick<Note, "id">>(
  listed: readonly N[],
  selectedId: string | null,
  step: 1 | -1,
): N | undefined {
  const at = listed.findIndex((n) => n.id === selectedId);
  if (at === -1) return step === 1 ? listed[0] : listed.at(-1);
  return listed[Math.min(listed.length - 1, Math.max(0, at + step))];
}

export type Counts = { open: number; answered: number; declined: number; closed: number };

export function countNotes(notes: readonly Pick<Note, "kind" | "state">[]): Counts {
  const counts = { open: 0, answered: 0, declined: 0, closed: 0 };
  for (const { state } of notes) {
    if (state === "open") counts.open++;
    else if (state === "answered") counts.answered++;
    else if (state === "declined") counts.declined++;
    else if (state === "resolved") counts.closed++;
  }
  return counts;
}
