import type { SampleRange } from "./marker.ts";

/** A range from two ends in any order, inside the song, its ends drawn to a place within reach. */
export function rangeBetween(
  a: number,
  b: number,
  song: { frames: number; places?: readonly number[]; reachSamples?: number },
): SampleRange | null {
  const snap = (sample: number) => {
    const inside = Math.round(Math.min(song.frames, Math.max(0, sample)));
    return nearest(inside, song.places ?? [], song.reachSamples ?? 0);
  };
  const [startSample, endSample] = [snap(Math.min(a, b)), snap(Math.max(a, b))];
  return endSample > startSample ? { startSample, endSample } : null;
}

/** "Start here": keeps an end that still lies behind it, else runs to the end of the song. */
export const startAt = (sample: number, range: SampleRange | null, frames: number): SampleRange | null =>
  rangeBetween(sample, range && range.endSample > sample ? range.endSample : frames, { frames });

/** "End here": keeps a start that still lies before it, else runs from the song's beginning. */
export const endAt = (sample: number, range: SampleRange | null, frames: number): SampleRange | null =>
  rangeBetween(range && range.startSample < sample ? range.startSample : 0, sample, { frames });

function nearest(sample: number, places: readonly number[], reach: number): number {
  let best = sample;
  let distance = reach;
  for (const place of places) {
    if (Math.abs(place - sample) <= distance) {
      best = place;
      distance = Math.abs(place - sample);
    }
  }
  return best;
}
