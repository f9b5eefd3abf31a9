import { expect, test } from "vitest";
import { figureColumns, fileFigures } from "./file-figures.ts";
import type { SetFile, SetPage } from "./set-types.ts";

const project = { sampleRateHz: 48_000, bitDepth: 24 } as SetPage["project"];
const measured = (report: Partial<NonNullable<SetFile["report"]>>) => ({
  report: {
    sampleRateHz: 48_000,
    bitDepth: 24,
    channels: 2,
    frames: 96_000,
    startSample: null,
    truePeakDbtp: -6.04,
    integratedLufs: -18,
    ...report,
  },
});
const values = (report: Parameters<typeof measured>[0]) =>
  fileFigures(measured(report), project).map((f) => (f.off ? `▲ ${f.value}` : f.value));

test("a file's figures stand in the order of the columns", () => {
  for (const file of [measured({}), measured({ startSample: 48 })]) {
    const names = fileFigures(file, project).map((f) => f.name);
    expect(names).toEqual(figureColumns([file, { report: null }]).map((f) => f.name));
  }
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

test("a start is said to the millisecond, where the file says it", () => {
  expect(values({ startSample: 3600 * 48_000 })[0]).toBe("1:00:00.000");
  expect(values({ startSample: 0 })[0]).toBe("0:00:00.000");
  expect(values({ startSample: 43_200 * 48_000 - 1 })[0]).toBe("11:59:59.999");
});
