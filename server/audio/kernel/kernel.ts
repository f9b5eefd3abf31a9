/*
 * The measuring kernel: AssemblyScript, compiled to WebAssembly with SIMD. One instance measures one pair of
 * channels; audio comes in chunks of at most CHUNK_FRAMES frames, all of them full except the last.
 *
 * - minimum and maximum of every block of 256 frames, sums for DC offset and correlation
 * - runs of full-scale samples, first and last frame above the silence threshold
 * - true peak: 4x interpolation with a symmetric 48-tap FIR (ITU-R BS.1770-5, annex 2), skipped where the block
 *   cannot reach a new maximum because of the filter's L1 norm
 * - K-weighted energy per hop of about 10 ms, in 64-bit floats (BS.1770-5, annex 1; transposed direct form II)
 *
 * Samples are 1.0 = 0 dBFS. NaN, infinities and values beyond +120 dBFS count as invalid and are read as 0.
 */

const CHUNK_FRAMES: i32 = 16384;
const BLOCK_FRAMES: i32 = 256;
/** Frames of the previous chunk that stay before the planar samples, for the interpolator. */
const HISTORY_BYTES: usize = 64;
const PAD: usize = 64;

const RAW: usize = 0x10000; //                                     interleaved input, any format
const PAIR: usize = RAW + 131072 + PAD; //                         interleaved f32
const LEFT: usize = PAIR + 131072 + PAD + HISTORY_BYTES; //        planar f32
const RIGHT: usize = LEFT + 65536 + PAD + HISTORY_BYTES; //        planar f32
const BLOCKS: usize = RIGHT + 65536 + PAD; //                      per block: min L, max L, min R, max R as f32
const ENERGIES: usize = BLOCKS + 64 * 16; //                       per hop: energy L, energy R as f64
const SHELF: usize = ENERGIES + 256 * 16; //                       b0 b1 b2 a1 a2 as f64
const HIGHPASS: usize = SHELF + 64; //                             a1 a2 as f64 (b is 1 -2 1)
const TAPS: usize = HIGHPASS + 64; //                              18 f32: even, odd and half-way parts of the FIR
const RUNS: usize = TAPS + 128; //                                 per channel, 64 bytes: see closeRun
const PACKED: usize = RUNS + 128; //                               output of pack24

const VALID_LIMIT: f32 = 1048576.0;
const SILENCE: f32 = 0.0001;
const SHORTEST_RUN: i32 = 3;

export function rawAddress(): usize { return RAW; }
export function blocksAddress(): usize { return BLOCKS; }
export function energiesAddress(): usize { return ENERGIES; }
export function shelfAddress(): usize { return SHELF; }
export function highpassAddress(): usize { return HIGHPASS; }
export function tapsAddress(): usize { return TAPS; }
export function packedAddress(): usize { return PACKED; }

// ---- state ----
let chunkFrames: i32 = 16; // frames of the chunk at hand
let position: f64 = 0; // frames before it
let hopFrames: i32 = 480;
let fullScale: f32 = 1;
let clipCeiling: f32 = Infinity;
let firNorm: f32 = 2;
let sumLeft: f64 = 0, sumRight: f64 = 0, sumLeftRight: f64 = 0, sumLeftLeft: f64 = 0, sumRightRight: f64 = 0;
let samplePeak: f32 = 0, truePeak: f32 = 0, lastPeakLeft: f32 = 0, lastPeakRight: f32 = 0;
let firstLoud: f64 = -1, lastLoud: f64 = -1;
let invalid: f64 = 0;
let shelf0: v128 = f64x2.splat(0), shelf1: v128 = f64x2.splat(0), highpass0: v128 = f64x2.splat(0), highpass1: v128 = f64x2.splat(0);
let hopEnergy: v128 = f64x2.splat(0), hopFilled: i32 = 0;

export function configure(hop: i32, fullScaleAt: f32, ceiling: f32, norm: f32): void { hopFrames = hop; fullScale = fullScaleAt; clipCeiling = ceiling; firNorm = norm; }
export function getSumLeft(): f64 { return sumLeft; }
export function getSumRight(): f64 { return sumRight; }
export function getSumLeftRight(): f64 { return sumLeftRight; }
export function getSumLeftLeft(): f64 { return sumLeftLeft; }
export function getSumRightRight(): f64 { return sumRightRight; }
export function getSamplePeak(): f32 { return samplePeak; }
export function getTruePeak(): f32 { return truePeak; }
export function getFirstLoud(): f64 { return firstLoud; }
export function getLastLoud(): f64 { return lastLoud; }
export function getInvalid(): f64 { return invalid; }

// ---- input: RAW to interleaved and planar f32 ----
/** Must run before the planar samples are overwritten. */
function keepHistory(): void {
  const from = <usize>chunkFrames << 2;
  for (let i: usize = 0; i < HISTORY_BYTES; i += 16) {
    v128.store(LEFT - HISTORY_BYTES + i, v128.load(LEFT + from - HISTORY_BYTES + i));
    v128.store(RIGHT - HISTORY_BYTES + i, v128.load(RIGHT + from - HISTORY_BYTES + i));
  }
}
@inline function storeFour(pair: usize, left: usize, right: usize, first: v128, second: v128): void {
  v128.store(pair, first); v128.store(pair, second, 16);
  v128.store(left, v128.shuffle<f32>(first, second, 0, 2, 4, 6));
  v128.store(right, v128.shuffle<f32>(first, second, 1, 3, 5, 7));
}
export function unpack16(frames: i32): void {
  keepHistory();
  const scale = f32x4.splat(1.0 / 32768.0);
  let raw = RAW, pair = PAIR, left = LEFT, right = RIGHT;
  for (const end = RAW + <usize>frames * 4; raw < end; raw += 16, pair += 32, left += 16, right += 16) {
    const samples = v128.load(raw);
    storeFour(pair, left, right,
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(samples)), scale),
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(samples)), scale));
  }
  chunkFrames = frames;
}
@inline function four24(from: usize): v128 {
  return f32x4.convert_i32x4_s(v128.swizzle(v128.load(from), i8x16(16, 0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16, 9, 10, 11)));
}
export function unpack24(frames: i32): void {
  keepHistory();
  const scale = f32x4.splat(1.0 / 2147483648.0);
  let raw = RAW, pair = PAIR, left = LEFT, right = RIGHT;
  for (const end = RAW + <usize>frames * 6; raw < end; raw += 24, pair += 32, left += 16, right += 16) {
    storeFour(pair, left, right, f32x4.mul(four24(raw), scale), f32x4.mul(four24(raw + 12), scale));
  }
  chunkFrames = frames;
}
@inline function onlyValid(samples: v128): v128 {
  const valid = f32x4.le(f32x4.abs(samples), f32x4.splat(VALID_LIMIT)); // false for NaN too
  if (!i32x4.all_true(valid)) invalid += <f64>(4 - popcnt(i32x4.bitmask(valid)));
  return v128.and(samples, valid);
}
export function unpackF32(frames: i32): void {
  keepHistory();
  let raw = RAW, pair = PAIR, left = LEFT, right = RIGHT;
  for (const end = RAW + <usize>frames * 8; raw < end; raw += 32, pair += 32, left += 16, right += 16) {
    storeFour(pair, left, right, onlyValid(v128.load(raw)), onlyValid(v128.load(raw, 16)));
  }
  chunkFrames = frames;
}
/** RAW as 32-bit integers -> PACKED, the upper three bytes of each. */
export function pack24(samples: i32): void {
  let to = PACKED;
  for (let raw = RAW, end = RAW + (<usize>samples << 2); raw < end; raw += 16, to += 12) {
    v128.store(to, v128.swizzle(v128.load(raw), i8x16(1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15, 16, 16, 16, 16)));
  }
}

// ---- measuring ----
/** Measures the unpacked chunk; returns how many hops it completed in ENERGIES. */
export function measure(): i32 {
  const blocks = (chunkFrames + BLOCK_FRAMES - 1) / BLOCK_FRAMES;
  for (let block = 0; block < blocks; block++) {
    const frames = min(BLOCK_FRAMES, chunkFrames - block * BLOCK_FRAMES);
    measureBlock(BLOCKS + (<usize>block << 4), <usize>block << 10, frames, position + <f64>(block * BLOCK_FRAMES));
  }
  const hops = weigh();
  position += <f64>chunkFrames;
  return hops;
}
/** After the last chunk: what the interpolator still holds, and runs that reach the end. */
export function finish(): void {
  keepHistory();
  memory.fill(LEFT, 0, 64); memory.fill(RIGHT, 0, 64);
  truePeak = max(truePeak, max(interpolatedPeak(LEFT, 16), interpolatedPeak(RIGHT, 16)));
  closeRun(RUNS, position); closeRun(RUNS + 64, position);
}
@inline function lowest(v: v128): f32 { return min(min(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), min(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3))); }
@inline function highest(v: v128): f32 { return max(max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3))); }
@inline function total(v: v128): f64 { return <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) + <f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3); }

function measureBlock(out: usize, offset: usize, frames: i32, firstFrame: f64): void {
  const left = LEFT + offset, right = RIGHT + offset;
  let minLeft = v128.load32_splat(left), maxLeft = minLeft, minRight = v128.load32_splat(right), maxRight = minRight;
  let lr = f32x4.splat(0), ll = lr, rr = lr, l = lr, r = lr;
  const whole = <usize>(frames & ~3) << 2, bytes = <usize>frames << 2;
  for (let i: usize = 0; i < whole; i += 16) {
    const x = v128.load(left + i), y = v128.load(right + i);
    minLeft = f32x4.pmin(minLeft, x); maxLeft = f32x4.pmax(maxLeft, x);
    minRight = f32x4.pmin(minRight, y); maxRight = f32x4.pmax(maxRight, y);
    lr = f32x4.add(lr, f32x4.mul(x, y)); ll = f32x4.add(ll, f32x4.mul(x, x)); rr = f32x4.add(rr, f32x4.mul(y, y));
    l = f32x4.add(l, x); r = f32x4.add(r, y);
  }
  let lowLeft = lowest(minLeft), highLeft = highest(maxLeft), lowRight = lowest(minRight), highRight = highest(maxRight);
  sumLeftRight += total(lr); sumLeftLeft += total(ll); sumRightRight += total(rr); sumLeft += total(l); sumRight += total(r);
  for (let i = whole; i < bytes; i += 4) {
    const x = f32.load(left + i), y = f32.load(right + i);
    lowLeft = min(lowLeft, x); highLeft = max(highLeft, x); lowRight = min(lowRight, y); highRight = max(highRight, y);
    sumLeftRight += <f64>x * <f64>y; sumLeftLeft += <f64>x * <f64>x; sumRightRight += <f64>y * <f64>y; sumLeft += <f64>x; sumRight += <f64>y;
  }
  f32.store(out, lowLeft); f32.store(out, highLeft, 4); f32.store(out, lowRight, 8); f32.store(out, highRight, 12);
  const peakLeft = max(-lowLeft, highLeft), peakRight = max(-lowRight, highRight), peak = max(peakLeft, peakRight);
  samplePeak = max(samplePeak, peak);
  if (peak >= SILENCE) markLoud(left, right, frames, firstFrame);
  if (peakLeft >= fullScale || i32.load(RUNS) > 0) findRuns(left, frames, RUNS, firstFrame);
  if (peakRight >= fullScale || i32.load(RUNS + 64) > 0) findRuns(right, frames, RUNS + 64, firstFrame);
  truePeak = max(truePeak, peak);
  // The filter reaches 11 samples back, hence the previous block's peak.
  if (max(peakLeft, lastPeakLeft) * firNorm > truePeak) truePeak = max(truePeak, interpolatedPeak(left, frames));
  if (max(peakRight, lastPeakRight) * firNorm > truePeak) truePeak = max(truePeak, interpolatedPeak(right, frames));
  lastPeakLeft = peakLeft; lastPeakRight = peakRight;
}
@inline function loudAt(left: usize, right: usize, frame: i32): bool {
  return max(abs(f32.load(left + (<usize>frame << 2))), abs(f32.load(right + (<usize>frame << 2)))) >= SILENCE;
}
function markLoud(left: usize, right: usize, frames: i32, firstFrame: f64): void {
  if (firstLoud < 0) {
    let frame = 0;
    while (!loudAt(left, right, frame)) frame++;
    firstLoud = firstFrame + <f64>frame;
  }
  let frame = frames - 1;
  while (!loudAt(left, right, frame)) frame--;
  lastLoud = firstFrame + <f64>frame;
}
/** A channel's runs: open length i32, count i32 at 4, longest i32 at 8, first frame f64 at 16 (valid when count > 0). */
function findRuns(samples: usize, frames: i32, state: usize, firstFrame: f64): void {
  for (let i = 0; i < frames; i++) {
    const x = abs(f32.load(samples + (<usize>i << 2)));
    if (x >= fullScale && x <= clipCeiling) i32.store(state, i32.load(state) + 1);
    else if (i32.load(state) > 0) closeRun(state, firstFrame + <f64>i);
  }
}
function closeRun(state: usize, endFrame: f64): void {
  const length = i32.load(state);
  i32.store(state, 0);
  if (length < SHORTEST_RUN) return;
  if (i32.load(state, 4) == 0) f64.store(state, endFrame - <f64>length, 16);
  i32.store(state, i32.load(state, 4) + 1, 4);
  i32.store(state, max(i32.load(state, 8), length), 8);
}
export function getRunCount(channel: i32): i32 { return i32.load(RUNS + (<usize>channel << 6), 4); }
export function getLongestRun(channel: i32): i32 { return i32.load(RUNS + (<usize>channel << 6), 8); }
export function getFirstRunFrame(channel: i32): f64 { return f64.load(RUNS + (<usize>channel << 6), 16); }

/** Greatest magnitude between the samples; each symmetric phase pair is computed as an even and an odd part. */
function interpolatedPeak(samples: usize, frames: i32): f32 {
  let peak = f32x4.splat(0);
  const e0 = v128.load32_splat(TAPS), e1 = v128.load32_splat(TAPS, 4), e2 = v128.load32_splat(TAPS, 8), e3 = v128.load32_splat(TAPS, 12), e4 = v128.load32_splat(TAPS, 16), e5 = v128.load32_splat(TAPS, 20);
  const o0 = v128.load32_splat(TAPS, 24), o1 = v128.load32_splat(TAPS, 28), o2 = v128.load32_splat(TAPS, 32), o3 = v128.load32_splat(TAPS, 36), o4 = v128.load32_splat(TAPS, 40), o5 = v128.load32_splat(TAPS, 44);
  const h0 = v128.load32_splat(TAPS, 48), h1 = v128.load32_splat(TAPS, 52), h2 = v128.load32_splat(TAPS, 56), h3 = v128.load32_splat(TAPS, 60), h4 = v128.load32_splat(TAPS, 64), h5 = v128.load32_splat(TAPS, 68);
  for (let x = samples, end = samples + (<usize>frames << 2); x < end; x += 16) {
    const a0 = v128.load(x - 44), b0 = v128.load(x), a1 = v128.load(x - 40), b1 = v128.load(x - 4);
    const a2 = v128.load(x - 36), b2 = v128.load(x - 8), a3 = v128.load(x - 32), b3 = v128.load(x - 12);
    const a4 = v128.load(x - 28), b4 = v128.load(x - 16), a5 = v128.load(x - 24), b5 = v128.load(x - 20);
    const s0 = f32x4.add(a0, b0), s1 = f32x4.add(a1, b1), s2 = f32x4.add(a2, b2), s3 = f32x4.add(a3, b3), s4 = f32x4.add(a4, b4), s5 = f32x4.add(a5, b5);
    const d0 = f32x4.sub(a0, b0), d1 = f32x4.sub(a1, b1), d2 = f32x4.sub(a2, b2), d3 = f32x4.sub(a3, b3), d4 = f32x4.sub(a4, b4), d5 = f32x4.sub(a5, b5);
    const even = f32x4.add(f32x4.add(f32x4.add(f32x4.mul(e0, s0), f32x4.mul(e1, s1)), f32x4.add(f32x4.mul(e2, s2), f32x4.mul(e3, s3))), f32x4.add(f32x4.mul(e4, s4), f32x4.mul(e5, s5)));
    const odd = f32x4.add(f32x4.add(f32x4.add(f32x4.mul(o0, d0), f32x4.mul(o1, d1)), f32x4.add(f32x4.mul(o2, d2), f32x4.mul(o3, d3))), f32x4.add(f32x4.mul(o4, d4), f32x4.mul(o5, d5)));
    const half = f32x4.add(f32x4.add(f32x4.add(f32x4.mul(h0, s0), f32x4.mul(h1, s1)), f32x4.add(f32x4.mul(h2, s2), f32x4.mul(h3, s3))), f32x4.add(f32x4.mul(h4, s4), f32x4.mul(h5, s5)));
    peak = f32x4.pmax(peak, f32x4.abs(half));
    peak = f32x4.pmax(peak, f32x4.abs(f32x4.add(even, odd)));
    peak = f32x4.pmax(peak, f32x4.abs(f32x4.sub(even, odd)));
  }
  return highest(peak);
}
/** K-weights the chunk, lanes left and right; writes the energy of every completed hop. */
function weigh(): i32 {
  const b0 = f64x2.splat(f64.load(SHELF)), b1 = f64x2.splat(f64.load(SHELF, 8)), b2 = f64x2.splat(f64.load(SHELF, 16)), a1 = f64x2.splat(f64.load(SHELF, 24)), a2 = f64x2.splat(f64.load(SHELF, 32));
  const c1 = f64x2.splat(f64.load(HIGHPASS)), c2 = f64x2.splat(f64.load(HIGHPASS, 8)), minusTwo = f64x2.splat(-2.0);
  let z0 = shelf0, z1 = shelf1, z2 = highpass0, z3 = highpass1, energy = hopEnergy, filled = hopFilled;
  let hops = 0, x = PAIR, left = chunkFrames;
  while (left > 0) {
    const frames = min(left, hopFrames - filled);
    left -= frames; filled += frames;
    for (const end = x + (<usize>frames << 3); x < end; x += 8) {
      const input = f64x2.promote_low_f32x4(v128.load64_zero(x));
      const shelved = f64x2.add(f64x2.mul(b0, input), z0);
      z0 = f64x2.add(f64x2.sub(f64x2.mul(b1, input), f64x2.mul(a1, shelved)), z1);
      z1 = f64x2.sub(f64x2.mul(b2, input), f64x2.mul(a2, shelved));
      const weighted = f64x2.add(shelved, z2);
      z2 = f64x2.add(f64x2.sub(f64x2.mul(minusTwo, shelved), f64x2.mul(c1, weighted)), z3);
      z3 = f64x2.sub(shelved, f64x2.mul(c2, weighted));
      energy = f64x2.add(energy, f64x2.mul(weighted, weighted));
    }
    if (filled == hopFrames) {
      v128.store(ENERGIES + (<usize>hops << 4), energy);
      hops++; energy = f64x2.splat(0); filled = 0;
    }
  }
  shelf0 = z0; shelf1 = z1; highpass0 = z2; highpass1 = z3; hopEnergy = energy; hopFilled = filled;
  return hops;
}
