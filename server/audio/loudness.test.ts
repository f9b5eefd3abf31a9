/*
 * The test signals of EBU Tech 3341 (loudness, true peak) and Tech 3342 (loudness range), synthesised. Signals go
 * through the whole analyser as 24-bit stereo, or as floats where they exceed full scale.
 */
import { describe, expect, test } from "vitest";
import { Analyser } from "./analyser.ts";
import { type Channels, toFloatBytes, toIntegers, tones } from "./testing/synthesise.ts";
import type { Report } from "./types.ts";

const RATES_HZ = [44_100, 48_000, 96_000];

function reportOf(channels: Channels, sampleRateHz: number, asFloat = false): Report {
  const format = asFloat ? "f32le" : "s24le";
  const analyser = new Analyser({ sampleRateHz, channels: channels.length, format });
  analyser.push(asFloat ? toFloatBytes(channels) : toIntegers(channels, 24));
  return analyser.finish().report;
}

function stereo(samples: Float64Array): Channels {
  return [samples, samples];
}

describe.each(RATES_HZ)("at %i Hz", (sampleRateHz) => {
  const measured = (segments: Parameters<typeof tones>[0]) =>
    reportOf(stereo(tones(segments, sampleRateHz)), sampleRateHz);

  test.each([
    ["1", -23, [[-23, 20]]],
    ["2", -33, [[-33, 20]]],
    [
      "3",
      -23,
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
    ],
    [
      "4",
      -23,
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
    ],
    [
      "5",
      -23,
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
    ],
  ] as [string, number, [number, number][]][])(
    "case %s of Tech 3341 has %i LUFS integrated",
    (_case, expected, segments) => {
      expect(Math.abs((measured(segments).integratedLufs ?? 0) - expected)).toBeLessThan(0.1);
    },
  );

  test("case 9 keeps a short-term loudness of -23 LUFS", () => {
    const report = measured(Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? [-20, 1.34] : [-30, 1.66])));
    expect(Math.abs((report.shortTermMaxLufs ?? 0) + 23)).toBeLessThan(0.1);
    expect(
      report.loudnessOverTime.slice(2).every((lufs) => lufs !== null && Math.abs(lufs + 23) <= 0.1),
    ).toBe(true);
  });

  test.each([0, 5, 10, 19])("case 10 finds a tone of 3 s that starts after %i steps of 150 ms", (steps) => {
    const { shortTermMaxLufs } = measured([
      [null, steps * 0.15],
      [-23, 3],
      [null, 1],
    ]);
    expect(Math.abs((shortTermMaxLufs ?? 0) + 23)).toBeLessThan(0.1);
  });

  test("case 12 has -23 LUFS momentary", () => {
    const report = measured(Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? [-20, 0.18] : [-30, 0.22])));
    expect(Math.abs((report.momentaryMaxLufs ?? 0) + 23)).toBeLessThan(0.1);
  });

  test.each([0, 5, 10, 19])("case 13 finds a tone of 400 ms that starts after %i steps of 20 ms", (steps) => {
    const { momentaryMaxLufs } = measured([
      [null, steps * 0.02],
      [-23, 0.4],
      [null, 1],
    ]);
    expect(Math.abs((momentaryMaxLufs ?? 0) + 23)).toBeLessThan(0.1);
  });

  test.each([
    ["15", 4, 0, 0.5, -6],
    ["16", 4, 45, 0.5, -6],
    ["17", 6, 60, 0.5, -6],
    ["18", 8, 67.5, 0.5, -6],
    ["19", 4, 45, 1.41, 3],
  ])(
    "case %s has the true peak of a sine of rate/%i at %d degrees",
    (_case, divisor, degrees, amplitude, expected) => {
      const phase = (degrees * Math.PI) / 180;
      const sine = Float64Array.from(
        { length: sampleRateHz },
        (_, n) => amplitude * Math.sin((2 * Math.PI * n) / divisor + phase),
      );
      const report = reportOf(stereo(faded(sine, sampleRateHz)), sampleRateHz, amplitude > 1);
      expectTruePeak(report, expected);
    },
  );

  test.each([20, 21, 22, 23])("case %i finds a peak between samples", (number) => {
    const report = reportOf(stereo(hiddenPeak(sampleRateHz, number - 20)), sampleRateHz, true);
    expectTruePeak(report, 0);
  });

  test.each([
    [1, 10, [-20, -30]],
    [2, 5, [-20, -15]],
    [3, 20, [-40, -20]],
    [4, 15, [-50, -35, -20, -35, -50]],
  ])("case %i of Tech 3342 has a range of %i LU", (_case, expected, levels) => {
    const { loudnessRangeLu } = measured(levels.map((level) => [level, 20]));
    expect(Math.abs((loudnessRangeLu ?? 0) - expected)).toBeLessThan(1);
  });
});

test("a mono file counts once", () => {
  const { integratedLufs } = reportOf([tones([[-23, 5]], 48_000)], 48_000);
  expect(integratedLufs).toBeCloseTo(-26, 1);
});

test("six channels are weighed as L R C LFE Ls Rs", () => {
  const levels = [-28, -28, -24, 0, -30, -30];
  const channels = levels.map((level) => tones([[level, 5]], 48_000));
  expect(reportOf(channels, 48_000).integratedLufs).toBeCloseTo(-23, 1);
});

test.each([3, 4, 5, 8])("%i channels weigh 1 each", (count) => {
  const channels = Array.from({ length: count }, () => tones([[-23, 5]], 48_000));
  expect(reportOf(channels, 48_000).integratedLufs).toBeCloseTo(-26 + 10 * Math.log10(count), 1);
});

test.each([8_000, 11_025, 16_000, 22_050, 192_000, 384_000])(
  "a sine at %i Hz reads as at 48 kHz",
  (sampleRateHz) => {
    const report = reportOf(stereo(tones([[-23, 4]], sampleRateHz)), sampleRateHz);
    expect(report.integratedLufs).toBeCloseTo(-23, 1);
    expect(Math.abs((report.truePeakDbtp ?? 0) + 23)).toBeLessThan(0.1);
  },
);

test("the loudness of silence and of less than 400 ms is unknown", () => {
  const unknown = {
    integratedLufs: null,
    momentaryMaxLufs: null,
    shortTermMaxLufs: null,
    loudnessRangeLu: null,
  };
  expect(reportOf(stereo(new Float64Array(480_000)), 48_000)).toMatchObject(unknown);
  expect(reportOf(stereo(tones([[-23, 0.39]], 48_000)), 48_000)).toMatchObject(unknown);
});

function expectTruePeak(report: Report, expectedDbtp: number): void {
  expect(report.truePeakDbtp).toBeLessThanOrEqual(expectedDbtp + 0.2);
  expect(report.truePeakDbtp).toBeGreaterThanOrEqual(expectedDbtp - 0.4);
}

function faded(samples: Float64Array, sampleRateHz: number): Float64Array {
  const ramp = Math.round(sampleRateHz / 20);
  const gain = (distance: number) =>
    distance >= ramp ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * distance) / ramp);
  return samples.map((sample, n) => sample * gain(Math.min(n, samples.length - 1 - n)));
}

/**
 * Cases 20 to 23: at four times the rate, a sine of rate/6 at -6 dBFS with one period at 0 dBFS, band-limited and
 * then thinned out to every fourth sample from `offset` on.
 */
function hiddenPeak(sampleRateHz: number, offset: number): Float64Array {
  const frames = Math.round(sampleRateHz / 4);
  const burst = Math.floor((frames * 2) / 24) * 24;
  const source = (m: number) =>
    m < 0 || m >= frames * 4
      ? 0
      : (m >= burst && m < burst + 24 ? 1 : 0.5) * Math.sin((2 * Math.PI * m) / 24);
  const half = 200;
  const taps = Array.from({ length: half * 2 + 1 }, (_, tap) => {
    const x = ((tap - half) * 0.97) / 4;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    const window =
      0.42 +
      0.5 * Math.cos((Math.PI * (tap - half)) / half) +
      0.08 * Math.cos((2 * Math.PI * (tap - half)) / half);
    return (sinc * window * 0.97) / 4;
  });
  const thinned = Float64Array.from({ length: frames }, (_, n) =>
    taps.reduce((sum, tap, index) => sum + tap * source(n * 4 + offset + index - half), 0),
  );
  return faded(thinned, sampleRateHz);
}
