// The engine by hand: `measure FILE` prints what it finds, `listen FILE OUT` writes the listening copy.
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closePool, makeListeningCopy, measure } from "./pool.ts";
import type { Measured } from "./types.ts";

const USAGE = "Usage: measure FILE [PEAKS]   or   listen FILE OUT";

async function main([command, file, out]: string[]): Promise<number> {
  if (command === "measure" && file) return printMeasured(file, out);
  if (command === "listen" && file && out) return printListeningCopy(file, out);
  console.error(USAGE);
  return 2;
}

async function printMeasured(file: string, keepPeaks: string | undefined): Promise<number> {
  const peaks = keepPeaks ?? join(tmpdir(), `peaks-${process.pid}`);
  const measured = await measure(file, peaks);
  if (!keepPeaks) await rm(peaks, { force: true });
  if (!measured.ok) return failed(measured.reason);
  for (const [name, value] of rows(measured)) console.log(`${name.padEnd(22)}${value}`);
  return 0;
}

async function printListeningCopy(file: string, out: string): Promise<number> {
  const copy = await makeListeningCopy(file, out);
  if (!copy.ok) return failed(copy.reason);
  console.log(`${out}: AAC, ${copy.sampleRateHz} Hz, ${copy.frames} frames`);
  return 0;
}

function failed(reason: string): number {
  console.error(reason);
  return 1;
}

function rows({ format, report, pcmSha256 }: Measured): [string, string][] {
  const unit = (value: number | null, name: string, digits = 1) =>
    value === null ? "–" : `${value.toFixed(digits)} ${name}`;
  const { clippedRuns: runs } = report;
  const depth = format.bitDepth === null ? "" : `, ${format.bitDepth}-bit ${format.sampleFormat}`;
  const seconds = (format.frames / format.sampleRateHz).toFixed(3);
  return [
    [
      "Format",
      `${format.container}, ${format.codec}${depth}, ${format.sampleRateHz} Hz, ${format.channels} ch`,
    ],
    ["Length", `${format.frames} frames, ${seconds} s`],
    ["Start", format.startSample === null ? "–" : `${format.startSample} samples since midnight`],
    ["Integrated", unit(report.integratedLufs, "LUFS")],
    ["Short-term maximum", unit(report.shortTermMaxLufs, "LUFS")],
    ["Momentary maximum", unit(report.momentaryMaxLufs, "LUFS")],
    ["Loudness range", unit(report.loudnessRangeLu, "LU")],
    ["True peak", unit(report.truePeakDbtp, "dBTP", 2)],
    ["Sample peak", unit(report.samplePeakDbfs, "dBFS", 2)],
    ["Peak to loudness", unit(report.peakToLoudnessDb, "dB")],
    [
      "Clipped runs",
      runs.count === 0
        ? "none"
        : `${runs.count}, longest ${runs.longestSamples} samples, first at ${runs.firstSample}`,
    ],
    ["DC offset", report.dcOffset.map((offset) => offset.toFixed(6)).join("  ")],
    ["Correlation", report.correlation === null ? "–" : report.correlation.toFixed(3)],
    ["Silence", `${report.silenceHeadSamples} frames at the head, ${report.silenceTailSamples} at the tail`],
    ["Invalid samples", String(report.invalidSamples)],
    ["SHA-256 of the PCM", pcmSha256],
  ];
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = failed(error instanceof Error ? error.message : String(error));
} finally {
  await closePool();
}
