import { describe, expect, test } from "vitest";
import { type Figures, inBrief, measuredFile } from "../testing/measured-file.ts";
import { commonStart } from "./common-start.ts";

const bar1 = 3600 * 48_000;
const short = { frames: 240_000 };

function checked(...figures: (Partial<Figures> | null)[]) {
  const names = ["Bass.wav", "Kick.wav", "Vocal.wav"];
  const tracks = figures.map((f, i) => measuredFile("multitrack", names[i] ?? "Pad.wav", f));
  return inBrief(commonStart(tracks));
}
const codes = (...figures: Parameters<typeof checked>) => checked(...figures).map(([code]) => code);

describe("files without timestamps", () => {
  test("of one length start together, to half a millisecond", () => {
    expect(checked({}, {}, { frames: 479_990 })).toEqual([]);
  });

  test("are named where they are shorter than the longest", () => {
    expect(checked({}, { frames: 479_952 })).toEqual([
      ["length", "Kick.wav is 9.999 s long, the longest 10.000 s: it may not start where the others do."],
    ]);
  });
});

describe("files with timestamps", () => {
  test("that agree start together, however long each is", () => {
    expect(checked({ startSample: bar1 }, { startSample: bar1, ...short })).toEqual([]);
  });

  test("are named where they start elsewhere than most, with the difference", () => {
    const late = { startSample: bar1 + 96_000, ...short };
    expect(checked({ startSample: bar1 }, late, { startSample: bar1 })).toEqual([
      ["start", "Kick.wav starts 2.000 s after Bass.wav, by their timestamps."],
    ]);
    expect(checked({ startSample: bar1 - 5 }, { startSample: bar1 }, { startSample: bar1 })).toEqual([
      ["start", "Bass.wav starts 0.000104 s before Kick.wav, by their timestamps."],
    ]);
  });

  test("are compared by time, not by samples, where their rates differ", () => {
    const half = { sampleRateHz: 24_000, frames: 240_000, startSample: bar1 / 2 };
    expect(codes({ startSample: bar1 }, half)).toEqual([]);
  });

  test("that are all zero are judged by length: who never sets the field writes that too", () => {
    expect(codes({ startSample: 0 }, { startSample: 0 })).toEqual([]);
    expect(codes({ startSample: 0 }, { startSample: 0, ...short })).toEqual(["length"]);
  });

  test("of which one is zero start there, as the others start where they say", () => {
    expect(checked({ startSample: 0 }, { startSample: bar1 }, { startSample: bar1 })).toEqual([
      ["start", "Bass.wav starts 3600.000 s before Kick.wav, by their timestamps."],
    ]);
  });

  test("in part only are judged by length, as are those beside a file that is still being measured", () => {
    expect(codes({ startSample: bar1 }, { startSample: null, ...short })).toEqual(["length"]);
    expect(codes({ startSample: bar1 }, null)).toEqual([]);
  });
});

test("no file at all has no start to differ", () => {
  expect(commonStart([])).toEqual([]);
});
