import { describe, expect, test } from "vitest";
import { Analyser } from "./analyser.ts";
import type { PcmSampleFormat } from "./pcm.ts";
import { decodePeaks, overview, peakColumns, wavesurferPeaks } from "./peaks-format.ts";
import { type Channels, noise, scaled, toFloatBytes, toIntegers, tones } from "./testing/synthesise.ts";

const RATE_HZ = 48_000;
const SILENCE_GAIN = 0.5e-4;

function analyse(channels: Channels, pushBytes?: number) {
  return analyseBytes(toFloatBytes(channels), channels.length, "f32le", pushBytes);
}

function analyseBytes(bytes: Buffer, channels: number, format: PcmSampleFormat, pushBytes = bytes.length) {
  const analyser = new Analyser({ sampleRateHz: RATE_HZ, channels, format });
  for (let at = 0; at < bytes.length; at += pushBytes) analyser.push(bytes.subarray(at, at + pushBytes));
  return analyser.finish();
}

function withRun(frames: number, start: number, length: number, value: number): Float64Array {
  return scaled(noise(frames), 0.5).fill(value, start, start + length);
}

test("equal channels correlate by 1, inverted ones by -1, independent ones hardly", () => {
  const left = noise(RATE_HZ, 1);
  expect(analyse([left, left]).report.correlation).toBeCloseTo(1, 5);
  expect(analyse([left, scaled(left, -0.3)]).report.correlation).toBeCloseTo(-1, 5);
  expect(Math.abs(analyse([left, noise(RATE_HZ, 77)]).report.correlation ?? 1)).toBeLessThan(0.05);
});

test("mono has no correlation, and neither has a silent channel", () => {
  expect(analyse([noise(1000)]).report.correlation).toBeNull();
  expect(analyse([noise(1000), new Float64Array(1000)]).report.correlation).toBeNull();
});

test("the DC offset is each channel's mean", () => {
  const left = tones([[-20, 1]], RATE_HZ).map((sample) => sample + 0.125);
  const { dcOffset } = analyse([left, scaled(left, -0.5)]).report;
  expect(dcOffset[0]).toBeCloseTo(0.125, 5);
  expect(dcOffset[1]).toBeCloseTo(-0.0625, 5);
});

describe("clipped runs", () => {
  test("two samples at full scale are none", () => {
    const { clippedRuns } = analyse(
      [withRun(5000, 700, 2, 1), noise(5000)].map((c, i) => (i ? scaled(c, 0.5) : c)),
    ).report;
    expect(clippedRuns).toEqual({ count: 0, longestSamples: 0, firstSample: null });
  });

  test("runs are counted per channel, across blocks and chunks, and to the end of the file", () => {
    const left = withRun(40_000, 16_380, 9, 1);
    left.fill(-1, 250, 260);
    const right = withRun(40_000, 39_997, 3, -1);
    expect(analyse([left, right]).report.clippedRuns).toEqual({
      count: 3,
      longestSamples: 10,
      firstSample: 250,
    });
  });

  test.each([
    [8, "s8"],
    [16, "s16le"],
    [24, "s24le"],
    [32, "s32le"],
  ] as const)("are found in %i-bit integers", (bits, format) => {
    const { clippedRuns } = analyseBytes(toIntegers([withRun(3000, 999, 4, 1)], bits), 1, format).report;
    expect(clippedRuns).toEqual({ count: 1, longestSamples: 4, firstSample: 999 });
  });

  test("a float file keeps what goes over full scale, and only what stands at it was cut off", () => {
    const floats = (value: number) => {
      const analyser = new Analyser({ sampleRateHz: RATE_HZ, channels: 1, format: "f32le" }, true);
      analyser.push(toFloatBytes([withRun(3000, 999, 40, value)]));
      return analyser.finish().report;
    };
    expect(floats(2).clippedRuns.count).toBe(0);
    expect(floats(2).samplePeakDbfs).toBeCloseTo(6.02, 2);
    expect(floats(1).clippedRuns).toEqual({ count: 1, longestSamples: 40, firstSample: 999 });
  });

  test("clipping at 16 bits is found inside 24", () => {
    const { clippedRuns } = analyse([withRun(3000, 999, 4, 32_767 / 32_768)]).report;
    expect(clippedRuns.count).toBe(1);
  });
});

describe("silence", () => {
  test("is counted in frames at the head and at the tail, over all channels", () => {
    const left = new Float64Array(60_000).fill(SILENCE_GAIN);
    const right = left.slice();
    left[20_001] = 0.5;
    right[45_678] = -0.0002;
    const { report } = analyse([left, right]);
    expect(report).toMatchObject({
      silenceHeadSamples: 20_001,
      silenceTailSamples: 60_000 - 45_679,
      silent: false,
    });
  });

  test("of a whole file is called so", () => {
    const { report } = analyse([new Float64Array(10_000).fill(SILENCE_GAIN)]);
    expect(report).toMatchObject({ silenceHeadSamples: 10_000, silenceTailSamples: 10_000, silent: true });
    const digital = analyse([new Float64Array(10_000)]).report;
    expect(digital).toMatchObject({ truePeakDbtp: null, samplePeakDbfs: null, peakToLoudnessDb: null });
  });
});

test("NaN, infinities and absurd values are counted and measured as nothing", () => {
  const clean = scaled(noise(RATE_HZ), 0.1);
  const spoilt = clean.slice();
  spoilt.set([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30], 20_000);
  const { report } = analyse([spoilt, clean]);
  expect(report.invalidSamples).toBe(4);
  expect(report.samplePeakDbfs).toBeCloseTo(-20, 1);
  expect(report.integratedLufs).toBeCloseTo(analyse([clean, clean]).report.integratedLufs ?? 0, 2);
  expect(JSON.stringify(report)).not.toContain("NaN");
});

test("a true peak that rings on after an abrupt end is found", () => {
  const sine = Float64Array.from({ length: 1000 }, (_, n) => Math.sin((Math.PI / 2) * n + Math.PI / 4));
  const { report } = analyse([sine]);
  expect(report.samplePeakDbfs).toBeCloseTo(-3.01, 2);
  expect(report.truePeakDbtp).toBeGreaterThan(-0.2);
});

test.each([1, 2, 3, 6, 8])("%i channels measure the same however they arrive", (count) => {
  const channels = Array.from({ length: count }, (_, index) => scaled(noise(50_001, index + 1), 0.5));
  const whole = analyse(channels);
  const inParts = analyse(channels, 4 * count * 777);
  expect(inParts.report).toEqual(whole.report);
  expect(Buffer.from(inParts.peaks).equals(whole.peaks)).toBe(true);
});

test.each([
  ["s16le", 16],
  ["s24le", 24],
  ["s32le", 32],
] as const)("%s measures as the same audio in floats", (format, bits) => {
  const channels = [scaled(noise(60_000, 3), 0.5), scaled(noise(60_000, 4), 0.25)];
  const integers = analyseBytes(toIntegers(channels, bits), 2, format).report;
  const floats = analyse(channels).report;
  expect(integers.integratedLufs).toBeCloseTo(floats.integratedLufs ?? 0, 3);
  expect(integers.truePeakDbtp).toBeCloseTo(floats.truePeakDbtp ?? 0, 3);
});

describe("peaks", () => {
  const frames = 300_001;
  const channels = [scaled(noise(frames, 5), 0.9), scaled(noise(frames, 6), 0.2)];
  const channelsWithMark = channels.map((channel, index) =>
    index === 1 ? channel.with(123_456, -1) : channel,
  );

  test("hold every block's minimum and maximum at every zoom", () => {
    const { peaks } = analyse(channelsWithMark);
    const decoded = decodePeaks(peaks);
    expect(decoded).toMatchObject({ rows: 2, sampleRateHz: RATE_HZ, frames });
    expect(decoded.levels.map((level) => level.samplesPerPixel)).toEqual([256, 1024, 4096, 16_384, 65_536]);
    for (const level of decoded.levels)
      expect(level.minMax).toEqual(bruteForce(channelsWithMark, level.samplesPerPixel));
  });

  test("of mono have one row", () => {
    const decoded = decodePeaks(analyse([channels[0] ?? noise(1)]).peaks);
    expect(decoded.rows).toBe(1);
    expect(decoded.levels[0]?.minMax).toEqual(bruteForce(channels.slice(0, 1), 256));
  });

  test("of more channels fold odd and even ones together", () => {
    const third = scaled(noise(frames, 9), 0.95);
    const fourth = scaled(noise(frames, 10), 0.1);
    const decoded = decodePeaks(analyse([...channels, third, fourth]).peaks);
    const widest = (a: Float64Array, b: Float64Array, n: number, best: (...values: number[]) => number) =>
      best(...[...a.subarray(n, n + 256), ...b.subarray(n, n + 256)].map(toInt8));
    const [left = third, right = fourth] = channels;
    const expected = [
      widest(left, third, 512, Math.min),
      widest(left, third, 512, Math.max),
      widest(right, fourth, 512, Math.min),
      widest(right, fourth, 512, Math.max),
    ];
    expect([...(decoded.levels[0]?.minMax.subarray(8, 12) ?? [])]).toEqual(expected);
  });

  test("give an overview that contains every sample and no other", () => {
    const columns = overview(analyse(channelsWithMark).peaks, 100);
    expect(columns.length).toBe(200);
    expect(Math.min(...columns)).toBe(-127);
    expect(columns[Math.floor((123_456 / frames) * 100) * 2]).toBe(-127);
    expect(columns.filter((value) => value === -127).length).toBe(1);
  });

  test("give columns of any part, empty outside the file", () => {
    const decoded = decodePeaks(analyse(channelsWithMark).peaks);
    const columns = peakColumns(decoded, 123_456, 123_457, 1);
    expect(columns[0]).toBe(-127);
    expect([...peakColumns(decoded, frames + 5000, frames + 9000, 2)]).toEqual([0, 0, 0, 0]);
  });

  test("become wavesurfer's two upward arrays", () => {
    expect(wavesurferPeaks(Int8Array.of(-127, 0, 10, 127))).toEqual([
      Float32Array.of(0, 1),
      Float32Array.of(1, 0),
    ]);
  });

  test("that are cut off or strange are refused", () => {
    const { peaks } = analyse(channels);
    expect(() => decodePeaks(peaks.subarray(0, peaks.length - 1))).toThrow("shorter than it says");
    expect(() => decodePeaks(new Uint8Array(64))).toThrow("not a peaks file");
  });
});

function bruteForce(channels: Channels, samplesPerPixel: number): Int8Array {
  const frames = channels[0]?.length ?? 0;
  const values: number[] = [];
  for (let start = 0; start < frames; start += samplesPerPixel) {
    for (const channel of channels) {
      let min = 1;
      let max = -1;
      for (const sample of channel.subarray(start, start + samplesPerPixel)) {
        min = Math.min(min, Math.fround(sample));
        max = Math.max(max, Math.fround(sample));
      }
      values.push(toInt8(min), toInt8(max));
    }
  }
  return Int8Array.from(values);
}

function toInt8(sample: number): number {
  return Math.round(Math.fround(sample) * 127) || 0;
}
