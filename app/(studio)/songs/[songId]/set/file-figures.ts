import { timecode } from "@/server/time.ts";
import type { SetFile, SetPage } from "./set-types.ts";

export const lossy = "lossy";

export type Figure = { name: string; value: string; off?: boolean };

/** What was measured of one file, for its row; nothing for documents. */
export function fileFigures({ report }: Pick<SetFile, "report">, spec: SetPage["project"]): Figure[] {
  if (!report) return [];
  const { frames, startSample, sampleRateHz, bitDepth, channels, truePeakDbtp, integratedLufs } = report;
  return [
    ...(startSample === null ? [] : [{ name: start, value: clockText(startSample, sampleRateHz) }]),
    { name: "Length", value: timecode(frames / sampleRateHz) },
    { name: "kHz", value: String(sampleRateHz / 1000), off: sampleRateHz !== spec.sampleRateHz },
    { name: "Bit", value: bitDepth === null ? lossy : String(bitDepth), off: bitDepth === null },
    { name: "Ch", value: String(channels) },
    { name: "dBTP", value: decibels(truePeakDbtp), off: (truePeakDbtp ?? -1) > 0 },
    { name: "LUFS", value: decibels(integratedLufs) },
  ];
}

const start = "Start";

/** The columns of the table; a card says the unit behind the figure instead. */
export type Columns = readonly { name: string; means: string; unit: string }[];
const columns: Columns = [
  { name: start, means: "Start on the session's timeline, by the file's timestamp", unit: "start" },
  { name: "Length", means: "Length", unit: "long" },
  { name: "kHz", means: "Sample rate in kHz", unit: "kHz" },
  { name: "Bit", means: "Bit depth", unit: "bit" },
  { name: "Ch", means: "Channels", unit: "ch" },
  { name: "dBTP", means: "True peak in dBTP", unit: "dBTP" },
  { name: "LUFS", means: "Integrated loudness in LUFS", unit: "LUFS" },
];

/** Where no file says when it starts, there is no column for it. */
export const figureColumns = (files: readonly Pick<SetFile, "report">[]): Columns =>
  files.some(({ report }) => report && report.startSample !== null)
    ? columns
    : columns.filter(({ name }) => name !== start);

/** Who brought a file is what gives way first where the figures need the room. */
export const whoLook = (shown: Columns) =>
  shown === columns
    ? "max-w-36 @min-[70rem]:max-w-48 @3xl:@max-[62rem]:hidden"
    : "max-w-48 @3xl:@max-[57rem]:hidden";

/** "1:00:00.000", cut to the millisecond: a start is never said to be later than it is. */
function clockText(samples: number, rateHz: number): string {
  const ms = Math.floor((samples * 1000) / rateHz);
  const [hours, minutes, seconds] = [3_600_000, 60_000, 1000].map((unit) => Math.floor(ms / unit));
  const two = (n = 0) => String(n % 60).padStart(2, "0");
  return `${hours}:${two(minutes)}:${two(seconds)}.${String(ms % 1000).padStart(3, "0")}`;
}

/** With a true minus; a dash where silence has no figure. */
const decibels = (value: number | null) => (value === null ? "–" : value.toFixed(1).replace("-", "−"));
