/*
 * Where a file begins on the timeline of its session: samples since midnight at the file's own rate, as Broadcast Wave
 * says it in its TimeReference (EBU Tech 3285) and other containers in a tag of that name.
 */

const SECONDS_A_DAY = 86_400;

/** Null for what is no time of day: programs fill the 64 bits with ones, or with what they should have subtracted. */
export function startSampleOf(timeReference: bigint, sampleRateHz: number): number | null {
  const isTimeOfDay = timeReference >= 0n && timeReference < BigInt(SECONDS_A_DAY) * BigInt(sampleRateHz);
  return isTimeOfDay ? Number(timeReference) : null;
}

export function taggedStartSample(tag: string | null | undefined, sampleRateHz: number): number | null {
  return tag && /^\d{1,20}$/.test(tag) ? startSampleOf(BigInt(tag), sampleRateHz) : null;
}
