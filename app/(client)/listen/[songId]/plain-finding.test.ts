import { expect, test } from "vitest";
import type { PrintFile } from "@/components/review/review-types.ts";
import { checkPremaster } from "@/server/handoffs/check-premaster.ts";
import type { Measured } from "@/server/handoffs/rules.ts";
import { plainFinding } from "./plain-finding.ts";

const spec = { sampleRateHz: 48_000, bitDepth: 24 };

type Report = NonNullable<Measured["report"]>;
const fine: Report = {
  engineVersion: 1,
  sampleRateHz: 48_000,
  bitDepth: 24,
  channels: 2,
  frames: 1,
  startSample: null,
  truePeakDbtp: -6,
  clippedRuns: { count: 0, longestSamples: 0 },
  silent: false,
  silenceHeadSamples: 0,
  silenceTailSamples: 0,
};

function said(change: Partial<Report> | null): string[] {
  const report = change && { ...fine, ...change };
  const file = { id: "f", name: "Mix.wav", kind: "premaster" as const, report };
  const measured: Measured = { ...file, sha256: "", uploadedAt: new Date(0) };
  return checkPremaster(measured, spec).map((f) => plainFinding(f, file as unknown as PrintFile, spec));
}

test.each<[Partial<Report> | null, string]>([
  [null, "Mix.wav is still being checked."],
  [
    { sampleRateHz: 44_100 },
    "Mix.wav was exported at 44.1 kHz, and this project works at 48 kHz. Better is an export at 48 kHz.",
  ],
  [
    { bitDepth: 16 },
    "Mix.wav was exported with 16 bits, and this project works with 24. Better is an export with 24 bits.",
  ],
  [
    { bitDepth: null },
    "Mix.wav is a compressed file, as MP3s are: part of the sound is lost for good. Better is the same mix as WAV, AIFF or FLAC.",
  ],
  [{ channels: 1 }, "Mix.wav has one channel for both ears. Better is an export in stereo."],
  [{ silent: true }, "There is no sound in Mix.wav."],
  [
    { clippedRuns: { count: 3, longestSamples: 9 } },
    "Mix.wav is so loud in places that the sound is cut off there, which can crackle. Better is a quieter export.",
  ],
  [
    { truePeakDbtp: -0.2 },
    "Mix.wav is nearly as loud as a file can be. A quieter export leaves mastering more room; this one will do, too.",
  ],
])("every finding on a premaster has plain words: %j", (change, words) => {
  expect(said(change)).toEqual([words]);
});

test("a finding that has no plain words yet keeps its own", () => {
  const finding = {
    code: "new",
    fileId: null,
    reportVersion: null,
    finding: "Something new.",
    advice: false,
  };
  expect(plainFinding(finding, { name: "Mix.wav" } as PrintFile, spec)).toBe("Something new.");
});
