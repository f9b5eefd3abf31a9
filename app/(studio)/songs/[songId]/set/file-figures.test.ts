import { expect, test } from "vitest";
import { figureNames, fileFigures } from "./file-figures.ts";
import type { SetFile, SetPage } from "./set-types.ts";

const project = { sampleRateHz: 48_000, bitDepth: 24 } as SetPage["project"];
const measured = (report: Partial<NonNullable<SetFile["report"]>>) => ({
  report: {
    sampleRateHz: 48_000,
    bitDepth: 24,
    channels: 2,
    frames: 96_000,
    truePeakDbtp: -6.04,
    integratedLufs: -18,
    ...report,
  },
});
const values = (report: Parameters<typeof measured>[0]) =>
  fileFigures(measured(report), project).map((f) => (f.off ? `▲ ${f.value}` : f.value));

test("a file's figures stand in the order of the columns", () => {
  expect(fileFigures(measured({}), project).map((f) => f.name)).toEqual(figureNames.map((f) => f.name));
  expect(values({})).toEqual(["0:02.0", "48", "24", "2", "−6.0", "−18.0"]);
});

test("what differs from the project or is over full scale stands out", () => {
  expect(values({ sampleRateHz: 44_100, frames: 44_100, bitDepth: null, truePeakDbtp: 0.3 })).toEqual([
    "0:01.0",
    "▲ 44.1",
    "▲ lossy",
    "2",
    "▲ 0.3",
    "−18.0",
  ]);
});

test("silence has no peak and no loudness, and a document no figures at all", () => {
  expect(values({ truePeakDbtp: null, integratedLufs: null }).slice(4)).toEqual(["–", "–"]);
  expect(fileFigures({ report: null }, project)).toEqual([]);
});
