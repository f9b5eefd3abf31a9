import { spoken, timecode } from "@/server/time.ts";
import type { Place } from "./review-types.ts";

/** "1:23.4", "1:23.4 – 1:31.0" or "Whole song". */
export function placeText({ startSample, endSample }: Place, sampleRateHz: number): string {
  if (startSample === null) return "Whole song";
  const start = timecode(startSample / sampleRateHz);
  return endSample === null ? start : `${start} – ${timecode(endSample / sampleRateHz)}`;
}

/** The same for ears. */
export function placeSpoken({ startSample, endSample }: Place, sampleRateHz: number): string {
  if (startSample === null) return "on the whole song";
  const start = spoken(startSample / sampleRateHz);
  return endSample === null ? `at ${start}` : `from ${start} to ${spoken(endSample / sampleRateHz)}`;
}

/** Seconds from what people type: "83.4", "1:23.4", "1:02:03". Null when it is not a time. */
export function typedSeconds(typed: string): number | null {
  const parts = typed.trim().replace(",", ".").split(":");
  if (parts.length > 3 || !parts.every((part, at) => isPart(part, at === parts.length - 1))) return null;
  const numbers = parts.map(Number);
  if (numbers.slice(1).some((n) => n >= 60)) return null;
  return numbers.reduce((seconds, n) => seconds * 60 + n, 0);
}

const isPart = (part: string, last: boolean) => (last ? /^\d+(\.\d*)?$/ : /^\d+$/).test(part);
