import { measuredOf, type PrintFile } from "./review-types.ts";

/** One line of the report: what was measured, and how far it lies from the revision before. */
export type Figure = { name: string; value: string; difference: string | null; warning?: boolean };

type Report = NonNullable<PrintFile["report"]>;

export function reportFigures(report: Report, before: Report | null): Figure[] {
  const now = measuredOf(report);
  const then = before && measuredOf(before);
  const db = (name: string, unit: string, pick: (m: typeof now) => number | null, digits = 1): Figure => ({
    name,
    value: withUnit(pick(now), unit, digits),
    difference: then ? signed(pick(now), pick(then), unit, digits) : null,
  });
  return [
    db("Integrated loudness", "LUFS", (m) => m.integratedLufs),
    db("Short-term maximum", "LUFS", (m) => m.shortTermMaxLufs),
    db("Loudness range", "LU", (m) => m.loudnessRangeLu),
    { ...db("True peak", "dBTP", (m) => m.truePeakDbtp), warning: (now.truePeakDbtp ?? -1) > 0 },
    db("Sample peak", "dBFS", (m) => m.samplePeakDbfs),
    db("Peak to loudness", "dB", (m) => m.peakToLoudnessDb),
    clipped(now, then),
    { name: "DC offset", value: dc(now.dcOffset), difference: null },
    db("Correlation", "", (m) => m.correlation, 2),
    seconds(
      "Silence at head",
      now.silenceHeadSamples / report.sampleRateHz,
      then && before && then.silenceHeadSamples / before.sampleRateHz,
    ),
    seconds(
      "Silence at tail",
      now.silenceTailSamples / report.sampleRateHz,
      then && before && then.silenceTailSamples / before.sampleRateHz,
    ),
    seconds("Length", lengthSeconds(report), before && lengthSeconds(before)),
    {
      name: "Format",
      value: formatText(report),
      difference: before && formatText(before) !== formatText(report) ? `was ${formatText(before)}` : null,
    },
  ];
}

export const lengthSeconds = (report: Pick<Report, "frames" | "sampleRateHz">) =>
  report.frames / report.sampleRateHz;

/** "48 kHz · 24 bit · WAV" */
export function formatText({ sampleRateHz, bitDepth, container, channels }: Report): string {
  const depth = bitDepth === null ? "lossy" : `${bitDepth} bit`;
  const wide = channels === 2 ? [] : [channels === 1 ? "mono" : `${channels} channels`];
  return [`${sampleRateHz / 1000} kHz`, depth, ...wide, container.toUpperCase()].join(" · ");
}

const minus = (text: string) => text.replace("-", "−");

function withUnit(value: number | null | undefined, unit: string, digits: number): string {
  if (value === null || value === undefined) return "–";
  return minus(`${value.toFixed(digits)} ${unit}`.trim());
}

/** "+1.2 LU": differences of loudness are LU, of peaks dB. Null when either was not measured or nothing changed. */
function signed(a: number | null, b: number | null, unit: string, digits: number): string | null {
  if (a === null || b === null || a === undefined || b === undefined) return null;
  // Of the figures as they are shown, so that it fits them.
  const change = Number((Number(a.toFixed(digits)) - Number(b.toFixed(digits))).toFixed(digits));
  if (change === 0) return "same";
  const relative = unit === "LUFS" ? "LU" : unit.startsWith("dB") ? "dB" : unit;
  return minus(`${change > 0 ? "+" : ""}${change.toFixed(digits)} ${relative}`.trim());
}

type Measured = ReturnType<typeof measuredOf>;

function clipped({ clippedRuns: now }: Measured, then: Measured | null): Figure {
  const value = now.count === 0 ? "none" : `${now.count}, longest ${now.longestSamples} samples`;
  const difference =
    then && (now.count === then.clippedRuns.count ? "same" : `was ${then.clippedRuns.count || "none"}`);
  return { name: "Clipped runs", value, difference, warning: now.count > 0 };
}

/** As a share of full scale; what rounds to nothing is nothing. */
function dc(offsets: readonly number[] | undefined): string {
  if (!offsets || offsets.every((o) => Math.abs(o) < 0.000_05)) return "none";
  return offsets.map((o) => minus(`${(o * 100).toFixed(2)}\u00a0%`)).join(" / ");
}

function seconds(name: string, now: number, then: number | null): Figure {
  return { name, value: `${now.toFixed(3)} s`, difference: then === null ? null : signed(now, then, "s", 3) };
}
