import { timecode } from "@/server/time.ts";
import type { SetFile, SetPage } from "./set-types.ts";

export type Figure = { name: string; value: string; off?: boolean };

/** What was measured of one file, for its row; nothing for documents. */
export function fileFigures({ report }: Pick<SetFile, "report">, spec: SetPage["project"]): Figure[] {
  if (!report) return [];
  const { frames, sampleRateHz, bitDepth, channels, truePeakDbtp, integratedLufs } = report;
  return [
    { name: "Length", value: timecode(frames / sampleRateHz) },
    { name: "kHz", value: String(sampleRateHz / 1000), off: sampleRateHz !== spec.sampleRateHz },
    { name: "Bit", value: bitDepth === null ? "lossy" : String(bitDepth), off: bitDepth === null },
    { name: "Ch", value: String(channels) },
    { name: "dBTP", value: decibels(truePeakDbtp), off: (truePeakDbtp ?? -1) > 0 },
    { name: "LUFS", value: decibels(integratedLufs) },
  ];
}

export const figureNames: readonly { name: string; means: string }[] = [
  { name: "Length", means: "Length" },
  { name: "kHz", means: "Sample rate in kHz" },
  { name: "Bit", means: "Bit depth" },
  { name: "Ch", means: "Channels" },
  { name: "dBTP", means: "True peak in dBTP" },
  { name: "LUFS", means: "Integrated loudness in LUFS" },
];

/** With a true minus; a dash where silence has no figure. */
const decibels = (value: number | null) => (value === null ? "–" : value.toFixed(1).replace("-", "−"));
