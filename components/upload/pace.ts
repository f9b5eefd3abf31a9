const windowMs = 6_000;
const bucketMs = 250;

/** Bytes a second over the last seconds, so that the figure is calm and still follows. */
export class Pace {
  private buckets: { atMs: number; bytes: number }[] = [];

  add(bytes: number, nowMs: number) {
    const last = this.buckets.at(-1);
    if (last && nowMs - last.atMs < bucketMs) last.bytes += bytes;
    else this.buckets.push({ atMs: nowMs, bytes });
    this.buckets = this.buckets.filter((b) => nowMs - b.atMs <= windowMs);
  }

  /** Null while there is too little to go by. */
  bytesPerSecond(nowMs: number): number | null {
    const recent = this.buckets.filter((b) => nowMs - b.atMs <= windowMs);
    const first = recent[0];
    if (!first || recent.length < 3) return null;
    const bytes = recent.reduce((sum, b) => sum + b.bytes, 0);
    return (bytes * 1000) / Math.max(nowMs - first.atMs, bucketMs);
  }
}
