import { expect, test } from "vitest";
import { formatText, reportFigures } from "./report-figures.ts";

const measured = {
  integratedLufs: -14.23,
  shortTermMaxLufs: -11,
  momentaryMaxLufs: -9,
  loudnessRangeLu: 6.1,
  truePeakDbtp: -1,
  samplePeakDbfs: -1.2,
  peakToLoudnessDb: 13.2,
  clippedRuns: { count: 0, longestSamples: 0, firstSample: null },
  dcOffset: [0, 0],
  correlation: 0.81,
  silenceHeadSamples: 4_800,
  silenceTailSamples: 0,
};

function report(change: object = {}, columns: object = {}) {
  return {
    container: "wav",
    codec: "pcm_s24le",
    sampleRateHz: 48_000,
    bitDepth: 24 as number | null,
    channels: 2,
    frames: 480_000,
    pcmSha256: "0".repeat(64),
    measured: { ...measured, ...change },
    ...columns,
  };
}

const lines = (...args: Parameters<typeof reportFigures>) =>
  Object.fromEntries(reportFigures(...args).map((f) => [f.name, f]));

test("a first revision has figures and nothing to compare them with", () => {
  const figures = lines(report(), null);
  expect(figures["Integrated loudness"]).toMatchObject({ value: "−14.2 LUFS", difference: null });
  expect(figures["Silence at head"]).toMatchObject({ value: "0.100 s" });
  expect(Object.values(figures).every((f) => f.difference === null)).toBe(true);
});

test("a later revision says what changed, in the units of a difference", () => {
  const figures = lines(report(), report({ integratedLufs: -16, truePeakDbtp: -0.5 }, { frames: 489_600 }));
  expect(figures["Integrated loudness"]?.difference).toBe("+1.8 LU");
  expect(figures["True peak"]?.difference).toBe("−0.5 dB");
  expect(figures["Loudness range"]?.difference).toBe("same");
  expect(figures.Length?.difference).toBe("−0.200 s");
});

test("what changed fits the figures that are shown", () => {
  const figures = lines(
    report({ integratedLufs: -22.86, truePeakDbtp: -1.04 }),
    report({ integratedLufs: -23.44, truePeakDbtp: -0.96 }),
  );
  expect(figures["Integrated loudness"]).toMatchObject({ value: "−22.9 LUFS", difference: "+0.5 LU" });
  expect(figures["True peak"]).toMatchObject({ value: "−1.0 dBTP", difference: "same" });
});

test("what is wrong is marked: clipping, and a true peak above full scale", () => {
  const figures = lines(
    report({
      clippedRuns: { count: 3, longestSamples: 9, firstSample: 1 },
      truePeakDbtp: 0.2,
      dcOffset: [0.01, -0.002],
    }),
    report(),
  );
  expect(figures["Clipped runs"]).toEqual({
    name: "Clipped runs",
    value: "3, longest 9 samples",
    difference: "was none",
    warning: true,
  });
  expect(figures["True peak"]?.warning).toBe(true);
  expect(figures["DC offset"]?.value).toBe("1.00\u00a0% / −0.20\u00a0%");
});

test("silence has no loudness, and none to compare", () => {
  expect(lines(report({ integratedLufs: null }), report())["Integrated loudness"]).toMatchObject({
    value: "–",
    difference: null,
  });
});

test("the format is written as engineers say it", () => {
  expect(formatText(report())).toBe("48 kHz · 24 bit · WAV");
  expect(
    formatText(report({}, { bitDepth: null, channels: 1, container: "mp3", sampleRateHz: 44_100 })),
  ).toBe("44.1 kHz · lossy · mono · MP3");
});
