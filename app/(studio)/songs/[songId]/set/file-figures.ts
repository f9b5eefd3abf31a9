import { timecode } from "@/server/time.ts";
import type { SetFile, SetPage } from "./set-types.ts";

export const lossy = "lossy";

export type Figure = { name: string; value: string; off?: boolean };

/** What was measured of one file, for its row; nothing for documents. */
export function fileFigures({ report }: Pick<SetFile, "report">, spec: SetPage["project"]): Figure[] {
  if (!report) return [];
  const { frames, sampleRateHz, bitDepth, channels, truePeakDbtp, integratedLufs } = report;
  return [
    { name: "Length", value: timecode(frames / sampleRateHz) },
    { name: "kHz", value: String(sampleRateHz / 1000), off: sampleRateHz !== spec.sampleRateHz },
    { name: "Bit", value: bitDepth === null ? lossy : String(bitDepth), off: bitDepth === null },
    { name: "Ch", value: String(channels) },
    { name: "dBTP", value: decibels(truePeakDbtp), off: (truePeakDbtp ?? -1) > 0 },
    { name: "LUFS", value: decibels(integratedLufs) },
  ];
}

/** The columns of the table; a card says the unit behind the figure instead. */
export const figureNames: readonly { name: string; means: string; unit: string }[] = [
  { name: "Length", means: "Length", unit: "long" },
  { name: "kHz", means: "Sample rate in kHz", unit: "kHz" },
  { name: "Bit", means: "Bit depth", unit: "bit" },
  { name: "Ch", means: "Channels", unit: "ch" },
  { name: "dBTP", means: "True peak in dBTP", unit: "dBTP" },
  { name: "LUFS", means: "Integrated loudness in LUFS", unit: "LUFS" },
];

/** With a true minus; a dash where silence has no figure. */
const decibels = (value: number | null) => (value === null ? "–" : value.toFixed(1).replace("-", "−"));
