/** Something that can be played, and where it lies beside the others. */
export type PlayerSource = {
  id: string;
  /** "Mix 2", "Rough mix". */
  label: string;
  listenUrl: string;
  sampleRateHz: number;
  frames: number;
  /** Where its sample 0 lies on the timeline that all sources share, in its own samples. */
  offsetSamples: number;
};

export const durationSeconds = (source: PlayerSource) => source.frames / source.sampleRateHz;

export const secondsAt = (source: PlayerSource, sample: number) => sample / source.sampleRateHz;

export const sampleAt = (source: PlayerSource, seconds: number) =>
  Math.min(source.frames, Math.max(0, Math.round(seconds * source.sampleRateHz)));

export const toTimeline = (source: PlayerSource, seconds: number) =>
  seconds + source.offsetSamples / source.sampleRateHz;

/** Where the same music lies in another source; null when it has none there. */
export function sameMusic(from: PlayerSource, to: PlayerSource, seconds: number): number | null {
  const there = toTimeline(from, seconds) - to.offsetSamples / to.sampleRateHz;
  return there >= 0 && there <= durationSeconds(to) ? there : null;
}

/** The same, and its nearest end where it has none. */
export const samePlace = (from: PlayerSource, to: PlayerSource, seconds: number): number =>
  sameMusic(from, to, seconds) ??
  (toTimeline(from, seconds) * to.sampleRateHz < to.offsetSamples ? 0 : durationSeconds(to));
