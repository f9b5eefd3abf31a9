/*
 * Loudness from K-weighted energies: ITU-R BS.1770-5 (integrated, two gates), EBU Tech 3341 (momentary 400 ms,
 * short-term 3 s) and EBU Tech 3342 (range). The energies come per hop of 10 ms, so that the maxima are found
 * within 10 ms; gating blocks start every 100 ms. Energies are the channels' weighted sums of squares per hop.
 */

type Loudness = {
  integratedLufs: number | null;
  momentaryMaxLufs: number | null;
  shortTermMaxLufs: number | null;
  loudnessRangeLu: number | null;
  overTime: (number | null)[];
};

const MOMENTARY_HOPS = 40;
const SHORT_TERM_HOPS = 300;
const BLOCK_STEP_HOPS = 10;
const SECOND_HOPS = 100;
const ABSOLUTE_GATE_LUFS = -70;
const INTEGRATED_GATE_LU = -10;
const RANGE_GATE_LU = -20;
const RANGE_LOW = 0.1;
const RANGE_HIGH = 0.95;

export function loudness(energies: Float64Array, hopFrames: number): Loudness {
  const upTo = runningTotal(energies);
  const meanSquare = (endHop: number, hops: number) =>
    ((upTo[endHop] ?? 0) - (upTo[endHop - hops] ?? 0)) / (hops * hopFrames);
  const windows = (hops: number, step: number) => {
    const means: number[] = [];
    for (let end = hops; end <= energies.length; end += step) means.push(meanSquare(end, hops));
    return means;
  };
  return {
    integratedLufs: integrated(windows(MOMENTARY_HOPS, BLOCK_STEP_HOPS)),
    momentaryMaxLufs: toLufs(greatest(windows(MOMENTARY_HOPS, 1))),
    shortTermMaxLufs: toLufs(greatest(windows(SHORT_TERM_HOPS, 1))),
    loudnessRangeLu: range(windows(SHORT_TERM_HOPS, BLOCK_STEP_HOPS)),
    overTime: overTime(energies.length, meanSquare),
  };
}

function integrated(blocks: number[]): number | null {
  const audible = blocks.filter((block) => block > toMeanSquare(ABSOLUTE_GATE_LUFS));
  const gate = mean(audible) * 10 ** (INTEGRATED_GATE_LU / 10);
  return toLufs(mean(audible.filter((block) => block > gate)));
}

function range(blocks: number[]): number | null {
  const audible = blocks.filter((block) => block >= toMeanSquare(ABSOLUTE_GATE_LUFS));
  const gate = mean(audible) * 10 ** (RANGE_GATE_LU / 10);
  const sorted = audible.filter((block) => block >= gate).sort((a, b) => a - b);
  const low = sorted[Math.round((sorted.length - 1) * RANGE_LOW)];
  const high = sorted[Math.round((sorted.length - 1) * RANGE_HIGH)];
  return low === undefined || high === undefined ? null : 10 * Math.log10(high / low);
}

function overTime(hops: number, meanSquare: (endHop: number, hops: number) => number): (number | null)[] {
  return Array.from({ length: Math.floor(hops / SECOND_HOPS) }, (_, second) => {
    const end = (second + 1) * SECOND_HOPS;
    const lufs = end < SHORT_TERM_HOPS ? null : toLufs(meanSquare(end, SHORT_TERM_HOPS));
    return lufs === null ? null : Math.round(lufs * 10) / 10;
  });
}

function runningTotal(values: Float64Array): Float64Array {
  const totals = new Float64Array(values.length + 1);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i] ?? 0;
    totals[i + 1] = total;
  }
  return totals;
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function greatest(values: number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0);
}

/** Null below the absolute gate: nothing that a meter would show. */
function toLufs(meanSquare: number): number | null {
  return meanSquare >= toMeanSquare(ABSOLUTE_GATE_LUFS) ? -0.691 + 10 * Math.log10(meanSquare) : null;
}

function toMeanSquare(lufs: number): number {
  return 10 ** ((lufs + 0.691) / 10);
}
