/*
 * Measures canonical PCM as it streams by: a kernel per pair of channels, then loudness, report and peaks.
 * Channel weights are those of BS.1770: six channels are taken as L R C LFE Ls Rs (surrounds 1.41, LFE 0); every
 * other count weighs 1. A mono file counts once: a -23 dBFS sine at 1 kHz reads -26 LUFS (stereo: -23).
 */
import { BLOCK_FRAMES, CHUNK_FRAMES, Kernel, type KernelFormat, type PairTotals } from "./kernel.ts";
import { loudness } from "./loudness.ts";
import { BYTES_PER_SAMPLE, frameBytes, type PcmFormat, toFloats } from "./pcm.ts";
import { encodePeaks } from "./peaks-format.ts";
import type { Report } from "./types.ts";

const SURROUND_51_WEIGHTS = [1, 1, 1, 0, 1.41, 1.41];

export class Analyser {
  private readonly pcm: PcmFormat;
  private readonly kernels: Kernel[];
  private readonly energies = new Growing(Float64Array);
  private readonly peaks = new Growing(Int8Array);
  private readonly chunkBytes: number;
  private readonly pending: Uint8Array;
  private pendingBytes = 0;
  private frames = 0;

  /** `isFloat`: the file itself holds floats, which a decoder of a lossy one only makes. */
  constructor(pcm: PcmFormat, isFloat = false) {
    this.pcm = pcm;
    const pairs = Math.ceil(pcm.channels / 2);
    this.kernels = Array.from(
      { length: pairs },
      () => new Kernel(pcm.sampleRateHz, BYTES_PER_SAMPLE[pcm.format], isFloat),
    );
    this.chunkBytes = CHUNK_FRAMES * frameBytes(pcm);
    this.pending = new Uint8Array(this.chunkBytes);
  }

  /** Whole frames in canonical form, as many as there are. */
  push(bytes: Uint8Array): void {
    let offset = 0;
    while (offset < bytes.length) {
      const wanted = this.chunkBytes - this.pendingBytes;
      const part = bytes.subarray(offset, offset + wanted);
      offset += part.length;
      if (part.length === this.chunkBytes) {
        this.measureChunk(part);
        continue;
      }
      this.pending.set(part, this.pendingBytes);
      this.pendingBytes += part.length;
      if (this.pendingBytes === this.chunkBytes) this.flush();
    }
  }

  finish(): { frames: number; report: Report; peaks: Uint8Array } {
    this.flush();
    const { frames, pcm } = this;
    const totals = this.kernels.map((kernel) => kernel.finish());
    const rows = pcm.channels === 1 ? 1 : 2;
    return {
      frames,
      report: this.report(totals),
      peaks: encodePeaks({ rows, sampleRateHz: pcm.sampleRateHz, frames }, this.peaks.values()),
    };
  }

  private flush(): void {
    if (this.pendingBytes === 0) return;
    const chunk = this.pending.subarray(0, this.pendingBytes);
    this.pendingBytes = 0;
    this.measureChunk(chunk);
  }

  private measureChunk(chunk: Uint8Array): void {
    const frames = chunk.length / frameBytes(this.pcm);
    const blocks = Math.ceil(frames / BLOCK_FRAMES);
    const peaks = this.peaks.extend(blocks * (this.pcm.channels === 1 ? 2 : 4));
    let energies: Float64Array | undefined;
    this.loadChunk(chunk, frames, (kernel, pair, format) => {
      const measured = kernel.measure(format, frames);
      energies ??= this.energies.extend(measured.energies.length / 2);
      this.addEnergies(energies, measured.energies, pair);
      if (this.pcm.channels === 1) storeMono(peaks, measured.blocks);
      else storePair(peaks, measured.blocks, pair === 0);
    });
    this.frames += frames;
  }

  /** Hands every pair of channels to its kernel; a single last channel has silence beside it. */
  private loadChunk(
    chunk: Uint8Array,
    frames: number,
    measure: (kernel: Kernel, pair: number, format: KernelFormat) => void,
  ): void {
    const { channels, format } = this.pcm;
    const [first] = this.kernels;
    if (first && channels === 2 && (format === "s16le" || format === "s24le" || format === "f32le")) {
      first.raw.set(chunk);
      measure(first, 0, format);
      return;
    }
    const samples = toFloats(chunk, format);
    for (const [pair, kernel] of this.kernels.entries()) {
      const left = pair * 2;
      const hasRight = left + 1 < channels;
      for (let frame = 0; frame < frames; frame++) {
        kernel.rawF32[frame * 2] = samples[frame * channels + left] ?? 0;
        kernel.rawF32[frame * 2 + 1] = hasRight ? (samples[frame * channels + left + 1] ?? 0) : 0;
      }
      measure(kernel, pair, "f32le");
    }
  }

  private addEnergies(sums: Float64Array, energies: Float64Array, pair: number): void {
    const left = this.weight(pair * 2);
    const right = this.weight(pair * 2 + 1);
    for (let hop = 0; hop < sums.length; hop++) {
      const energy = left * (energies[hop * 2] ?? 0) + right * (energies[hop * 2 + 1] ?? 0);
      sums[hop] = (sums[hop] ?? 0) + energy;
    }
  }

  private weight(channel: number): number {
    if (channel >= this.pcm.channels) return 0;
    return this.pcm.channels === 6 ? (SURROUND_51_WEIGHTS[channel] ?? 1) : 1;
  }

  private report(totals: PairTotals[]): Report {
    const { frames, pcm } = this;
    const { overTime, ...levels } = loudness(this.energies.values(), this.kernels[0]?.hopFrames ?? 1);
    const truePeakDbtp = toDb(Math.max(...totals.map((pair) => pair.truePeak)));
    const perChannel = totals.flatMap((pair) => [
      { sum: pair.sums.left, runs: pair.runs[0] },
      { sum: pair.sums.right, runs: pair.runs[1] },
    ]);
    const channels = perChannel.slice(0, pcm.channels);
    const runs = channels.flatMap(({ runs }) => (runs && runs.count > 0 ? [runs] : []));
    const loudStarts = totals.flatMap((pair) => (pair.firstLoudFrame < 0 ? [] : [pair.firstLoudFrame]));
    const silent = loudStarts.length === 0;
    return {
      ...levels,
      truePeakDbtp,
      samplePeakDbfs: toDb(Math.max(...totals.map((pair) => pair.samplePeak))),
      peakToLoudnessDb:
        truePeakDbtp === null || levels.integratedLufs === null ? null : truePeakDbtp - levels.integratedLufs,
      clippedRuns: {
        count: runs.reduce((sum, run) => sum + run.count, 0),
        longestSamples: runs.reduce((longest, run) => Math.max(longest, run.longest), 0),
        firstSample: runs.length === 0 ? null : Math.min(...runs.map((run) => run.firstFrame)),
      },
      dcOffset: channels.map(({ sum }) => sum / Math.max(1, frames)),
      correlation: pcm.channels === 1 ? null : correlation(totals[0]),
      silenceHeadSamples: silent ? frames : Math.min(...loudStarts),
      silenceTailSamples: silent
        ? frames
        : frames - 1 - Math.max(...totals.map((pair) => pair.lastLoudFrame)),
      silent,
      invalidSamples: totals.reduce((sum, pair) => sum + pair.invalidSamples, 0),
      loudnessOverTime: overTime,
    };
  }
}

function correlation(pair: PairTotals | undefined): number | null {
  if (!pair) return null;
  const power = Math.sqrt(pair.sums.leftLeft * pair.sums.rightRight);
  return power > 0 ? Math.max(-1, Math.min(1, pair.sums.leftRight / power)) : null;
}

function toDb(amplitude: number): number | null {
  return amplitude > 0 ? 20 * Math.log10(amplitude) : null;
}

function storeMono(peaks: Int8Array, blocks: Float32Array): void {
  for (let block = 0; block * 4 < blocks.length; block++) {
    peaks[block * 2] = toInt8(blocks[block * 4] ?? 0);
    peaks[block * 2 + 1] = toInt8(blocks[block * 4 + 1] ?? 0);
  }
}

function storePair(peaks: Int8Array, blocks: Float32Array, isFirst: boolean): void {
  for (let i = 0; i < blocks.length; i++) {
    const value = toInt8(blocks[i] ?? 0);
    const extreme = i % 2 === 0 ? Math.min : Math.max;
    peaks[i] = isFirst ? value : extreme(peaks[i] ?? 0, value);
  }
}

function toInt8(sample: number): number {
  return Math.max(-127, Math.min(127, Math.round(sample * 127)));
}

type NumberArray = Float64Array | Int8Array;

/** A typed array that grows at its end. */
class Growing<T extends NumberArray> {
  private readonly make: new (
    length: number,
  ) => T;
  private array: T;
  private length = 0;

  constructor(make: new (length: number) => T) {
    this.make = make;
    this.array = new make(4096);
  }

  /** The new part, zeroed, to be filled before the next call. */
  extend(count: number): T {
    const start = this.length;
    this.length += count;
    if (this.length > this.array.length) {
      const larger = new this.make(this.length * 2);
      larger.set(this.array);
      this.array = larger;
    }
    return this.array.subarray(start, this.length) as T;
  }

  values(): T {
    return this.array.subarray(0, this.length) as T;
  }
}
