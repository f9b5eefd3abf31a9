/*
 * The interpolator of the true-peak meter (ITU-R BS.1770-5, annex 2): 4x oversampling, 12 taps per phase, a sinc
 * under a Kaiser window (beta 3.2). The phases at 1/4 and 3/4 mirror each other, so the kernel computes both from
 * an even and an odd part; the phase at 1/2 is symmetric by itself. Stays within about 0.1 dB of
 * longer filters, so limits deserve that margin.
 */

const TAPS_PER_PHASE = 12;
const KAISER_BETA = 3.2;

/** Eighteen coefficients: 6 even and 6 odd ones of the quarter phases, 6 of the half phase. */
export function interpolatorTaps(): number[] {
  const quarter = phase(0.25);
  const half = phase(0.5);
  const mirror = (index: number) => TAPS_PER_PHASE - 1 - index;
  const indices = [0, 1, 2, 3, 4, 5];
  const even = indices.map((i) => (at(quarter, i) + at(quarter, mirror(i))) / 2);
  const odd = indices.map((i) => (at(quarter, i) - at(quarter, mirror(i))) / 2);
  return [...even, ...odd, ...indices.map((i) => at(half, i))];
}

/** How far any interpolated value can exceed the greatest sample under the filter. */
export function interpolatorNorm(): number {
  const norm = (taps: number[]) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0);
  return Math.max(norm(phase(0.25)), norm(phase(0.5)));
}

function phase(fraction: number): number[] {
  return Array.from({ length: TAPS_PER_PHASE }, (_, tap) => {
    const distance = tap - (TAPS_PER_PHASE / 2 - 1) - fraction;
    const edge = distance / (TAPS_PER_PHASE / 2);
    const window =
      Math.abs(edge) < 1 ? bessel(KAISER_BETA * Math.sqrt(1 - edge * edge)) / bessel(KAISER_BETA) : 0;
    return window * sinc(distance);
  });
}

function sinc(x: number): number {
  return Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The modified Bessel function of the first kind, order 0. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 40; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}

function at(values: number[], index: number): number {
  return values[index] ?? 0;
}
