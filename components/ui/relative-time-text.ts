const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const units = [
  { unit: "year", ms: 365.25 * 86_400_000 },
  { unit: "month", ms: 30.4 * 86_400_000 },
  { unit: "week", ms: 7 * 86_400_000 },
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

/** "2 days ago", "yesterday", "just now": rounded toward now, so that nothing is older than it says. All of it has
 * happened: what lies ahead was told by a clock that is ahead of this one. */
export function relativeTime(atMs: number, nowMs: number): string {
  const awayMs = Math.min(0, atMs - nowMs);
  for (const { unit, ms } of units) {
    const count = Math.trunc(awayMs / ms);
    if (count !== 0) return words.format(count, unit);
  }
  return "just now";
}
