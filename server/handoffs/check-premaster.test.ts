import { expect, test } from "vitest";
import { inBrief, measuredFile, spec } from "../testing/measured-file.ts";
import { checkPremaster } from "./check-premaster.ts";
import { unacknowledged } from "./rules.ts";

test("a premaster of the project's rate and depth with room above has no finding", () => {
  expect(checkPremaster(measuredFile("mix_print", "Mix.wav"), spec)).toEqual([]);
});

test("a premaster is measured first", () => {
  const findings = checkPremaster(measuredFile("mix_print", "Mix.wav", null), spec);
  expect(findings.map((f) => [f.code, f.blocking])).toEqual([["not_measured", true]]);
});

test("a premaster says what differs from the project, and gives headroom as advice", () => {
  const mono = { sampleRateHz: 44_100, bitDepth: 16, channels: 1, truePeakDbtp: -0.4 };
  const findings = checkPremaster(measuredFile("premaster", "Mix.wav", mono), spec);
  expect(inBrief(findings)).toEqual([
    ["rate", "Mix.wav runs at 44.1 kHz; the project at 48 kHz."],
    ["depth", "Mix.wav has 16 bits; the project asks for 24."],
    ["channels", "Mix.wav has 1 channel, not two."],
    ["headroom", "Mix.wav peaks at -0.4 dBTP; about 3 dB of headroom leave mastering room."],
  ]);
  expect(unacknowledged(findings, []).map((f) => f.code)).toEqual(["rate", "depth", "channels"]);
});

test("silence at its head or tail is asked about, a bar of it is not", () => {
  const silence = (headSeconds: number, tailSeconds: number) =>
    checkPremaster(
      measuredFile("premaster", "Mix.wav", {
        silenceHeadSamples: headSeconds * 48_000,
        silenceTailSamples: tailSeconds * 48_000,
      }),
      spec,
    );
  expect(inBrief(silence(5, 12))).toEqual([
    ["head", "Mix.wav begins with 5.0 s of silence."],
    ["tail", "Mix.wav ends with 12.0 s of silence."],
  ]);
  expect(silence(2, 10)).toEqual([]);
});

test("a premaster that is lossy is told so", () => {
  expect(
    checkPremaster(measuredFile("premaster", "Mix.mp3", { bitDepth: null }), spec).map((f) => f.code),
  ).toEqual(["lossy"]);
});
