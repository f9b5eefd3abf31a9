export type OffsetUnit = "samples" | "seconds";

/** Samples from what somebody typed; null when it is not a number that fits. */
export function typedOffset(typed: string, unit: OffsetUnit, sampleRateHz: number): number | null {
  const text = typed.trim().replace("−", "-").replace(",", ".");
  if (!/^[+-]?\d+(\.\d*)?$/.test(text)) return null;
  const samples = Math.round(unit === "samples" ? Number(text) : Number(text) * sampleRateHz);
  if (unit === "samples" && !Number.isInteger(Number(text))) return null;
  return Math.abs(samples) <= 100_000_000 ? samples : null;
}

/** What the number means, said so that a wrong sign is noticed. */
export function offsetWords(offsetSamples: number, before: string, sampleRateHz: number): string {
  const by = `${Math.abs(offsetSamples).toLocaleString("en")} samples (${(Math.abs(offsetSamples) / sampleRateHz).toFixed(3)} s)`;
  if (offsetSamples === 0) return `Begins where ${before} begins.`;
  return offsetSamples > 0
    ? `Begins ${by} into ${before}: the same music comes earlier here.`
    : `Begins ${by} before ${before}: the same music comes later here.`;
}
