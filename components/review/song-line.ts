import type { Place } from "./review-types.ts";

/** Where a print lies on the song's own line, which all revisions share. */
export type SongOffset = { startsAtSeconds: number; sampleRateHz: number };

export const songSeconds = (on: SongOffset, sample: number) => on.startsAtSeconds + sample / on.sampleRateHz;

/** The sample of a print at a place of the song; before its beginning it is its first. */
export const sampleAt = (on: SongOffset, seconds: number) =>
  Math.max(0, Math.round((seconds - on.startsAtSeconds) * on.sampleRateHz));

/** The same music on another print. */
export function placeOn(to: SongOffset, from: SongOffset, place: Place): Place {
  const move = (sample: number | null) => (sample === null ? null : sampleAt(to, songSeconds(from, sample)));
  return { startSample: move(place.startSample), endSample: move(place.endSample) };
}

/** The nearest place that a print has: what lies past its end moves to its last sample. */
export function inside(frames: number, { startSample, endSample }: Place): Place {
  if (startSample === null) return { startSample, endSample: null };
  const start = Math.min(startSample, Math.max(0, frames - 1));
  const end = endSample === null ? null : Math.min(endSample, frames);
  return { startSample: start, endSample: end !== null && end > start ? end : null };
}
