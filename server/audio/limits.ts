import { MediaRefused } from "./refusal.ts";

const MIN_SAMPLE_RATE_HZ = 8_000;
const MAX_SAMPLE_RATE_HZ = 384_000;
const MAX_CHANNELS = 8;

export type Limits = {
  /** Longer audio is refused before it is decoded, whatever its header claims. */
  maxDurationSeconds: number;
};

export const DEFAULT_LIMITS: Limits = { maxDurationSeconds: 6 * 3600 };

/** Refuses what a header claims when no studio could mean it, before a decoder believes it. */
export function checkClaims(
  claims: { sampleRateHz: number; channels: number; frames: number | null },
  limits: Limits,
): void {
  const { sampleRateHz, channels, frames } = claims;
  if (!Number.isInteger(channels) || channels < 1) {
    throw new MediaRefused(
      "lying_header",
      "The file's header claims to have no channels. Please export it again.",
    );
  }
  if (channels > MAX_CHANNELS) {
    const reason = `The file has ${channels} channels; at most ${MAX_CHANNELS} can be handled. Please export fewer channels per file.`;
    throw new MediaRefused("unsupported", reason);
  }
  if (!Number.isInteger(sampleRateHz) || sampleRateHz < 1) {
    throw new MediaRefused(
      "lying_header",
      "The file's header claims a sample rate of 0 Hz. Please export it again.",
    );
  }
  if (sampleRateHz < MIN_SAMPLE_RATE_HZ || sampleRateHz > MAX_SAMPLE_RATE_HZ) {
    const reason = `The file's sample rate is ${sampleRateHz} Hz; rates from 8,000 to 384,000 Hz can be handled. Please export it at another rate.`;
    throw new MediaRefused("unsupported", reason);
  }
  if (frames !== null) checkDuration(frames, sampleRateHz, limits);
}

export function checkDuration(frames: number, sampleRateHz: number, limits: Limits): void {
  if (frames <= limits.maxDurationSeconds * sampleRateHz) return;
  const hours = (seconds: number) => `${Math.round((seconds / 3600) * 10) / 10} hours`;
  const reason = `The file lasts ${hours(frames / sampleRateHz)}; at most ${hours(limits.maxDurationSeconds)} can be handled. Please split it.`;
  throw new MediaRefused("too_long", reason);
}
