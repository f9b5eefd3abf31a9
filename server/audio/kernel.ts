// Loads the WebAssembly kernel and gives its memory and counters names. One Kernel measures one pair of channels.
import { readFileSync } from "node:fs";
import { builtFile } from "./built-file.ts";
import { interpolatorNorm, interpolatorTaps } from "./fir.ts";
import { kWeighting } from "./k-weighting.ts";

export const CHUNK_FRAMES = 16_384;
export const BLOCK_FRAMES = 256;
/** Vector loads reach past the last frame. */
const PAD_BYTES = 64;
/** Full scale of the coarsest format in use, so that audio clipped at 16 bits is still found inside 24. */
const FULL_SCALE_16 = 32767 / 32768;
const FULL_SCALE_8 = 127 / 128;

type KernelExports = {
  memory: WebAssembly.Memory;
  configure(hopFrames: number, fullScale: number, clipCeiling: number, firNorm: number): void;
  unpack16(frames: number): void;
  unpack24(frames: number): void;
  unpackF32(frames: number): void;
  pack24(samples: number): void;
  measure(): number;
  finish(): void;
} & Record<
  | "rawAddress"
  | "blocksAddress"
  | "energiesAddress"
  | "shelfAddress"
  | "highpassAddress"
  | "tapsAddress"
  | "packedAddress"
  | "getSumLeft"
  | "getSumRight"
  | "getSumLeftRight"
  | "getSumLeftLeft"
  | "getSumRightRight"
  | "getSamplePeak"
  | "getTruePeak"
  | "getFirstLoud"
  | "getLastLoud"
  | "getInvalid",
  () => number
> &
  Record<"getRunCount" | "getLongestRun" | "getFirstRunFrame", (channel: number) => number>;

export type KernelFormat = "s16le" | "s24le" | "f32le";

/** What one pair of channels came to; sums and peaks with 1 = full scale, frames from the start of the file. */
export type PairTotals = {
  sums: { left: number; right: number; leftRight: number; leftLeft: number; rightRight: number };
  samplePeak: number;
  truePeak: number;
  /** -1 when every sample is below the silence threshold. */
  firstLoudFrame: number;
  lastLoudFrame: number;
  invalidSamples: number;
  runs: { count: number; longest: number; firstFrame: number }[];
};

let compiled: WebAssembly.Module | undefined;

function instantiate(): KernelExports {
  compiled ??= new WebAssembly.Module(readFileSync(builtFile("kernel.wasm")));
  return new WebAssembly.Instance(compiled, {}).exports as unknown as KernelExports;
}

export class Kernel {
  /** Write up to CHUNK_FRAMES interleaved stereo frames here, then call measure. */
  readonly raw: Uint8Array;
  readonly rawF32: Float32Array;
  readonly hopFrames: number;
  private readonly wasm = instantiate();
  private readonly blocks: Float32Array;
  private readonly energies: Float64Array;

  constructor(sampleRateHz: number, bytesPerSample: number, isFloat: boolean) {
    const { wasm } = this;
    const { buffer } = wasm.memory;
    this.raw = new Uint8Array(buffer, wasm.rawAddress(), CHUNK_FRAMES * 8 + PAD_BYTES);
    this.rawF32 = new Float32Array(buffer, wasm.rawAddress(), CHUNK_FRAMES * 2);
    this.blocks = new Float32Array(buffer, wasm.blocksAddress(), (CHUNK_FRAMES / BLOCK_FRAMES) * 4);
    this.hopFrames = Math.round(sampleRateHz / 100);
    this.energies = new Float64Array(
      buffer,
      wasm.energiesAddress(),
      (Math.ceil(CHUNK_FRAMES / this.hopFrames) + 1) * 2,
    );
    const { shelf, highpass } = kWeighting(sampleRateHz);
    new Float64Array(buffer, wasm.shelfAddress(), 5).set(shelf);
    new Float64Array(buffer, wasm.highpassAddress(), 2).set(highpass);
    new Float32Array(buffer, wasm.tapsAddress(), 18).set(interpolatorTaps());
    const fullScale = bytesPerSample === 1 ? FULL_SCALE_8 : FULL_SCALE_16;
    // Float keeps what goes over full scale: only what stands at it was cut off before it was written.
    wasm.configure(this.hopFrames, fullScale, isFloat ? 1 : Number.POSITIVE_INFINITY, interpolatorNorm());
  }

  /**
   * Measures the first `frames` of `raw`. Every chunk but the last must be full. The views that it returns are
   * valid until the next call: per block of 256 frames min L, max L, min R, max R; per hop the two energies.
   */
  measure(format: KernelFormat, frames: number): { blocks: Float32Array; energies: Float64Array } {
    const { wasm } = this;
    const bytes = frames * 2 * BYTES_PER_SAMPLE[format];
    if (frames < CHUNK_FRAMES) this.raw.fill(0, bytes, bytes + PAD_BYTES);
    if (format === "s16le") wasm.unpack16(frames);
    else if (format === "s24le") wasm.unpack24(frames);
    else wasm.unpackF32(frames);
    const hops = wasm.measure();
    return {
      blocks: this.blocks.subarray(0, Math.ceil(frames / BLOCK_FRAMES) * 4),
      energies: this.energies.subarray(0, hops * 2),
    };
  }

  finish(): PairTotals {
    const { wasm } = this;
    wasm.finish();
    return {
      sums: {
        left: wasm.getSumLeft(),
        right: wasm.getSumRight(),
        leftRight: wasm.getSumLeftRight(),
        leftLeft: wasm.getSumLeftLeft(),
        rightRight: wasm.getSumRightRight(),
      },
      samplePeak: wasm.getSamplePeak(),
      truePeak: wasm.getTruePeak(),
      firstLoudFrame: wasm.getFirstLoud(),
      lastLoudFrame: wasm.getLastLoud(),
      invalidSamples: wasm.getInvalid(),
      runs: [0, 1].map((channel) => ({
        count: wasm.getRunCount(channel),
        longest: wasm.getLongestRun(channel),
        firstFrame: wasm.getFirstRunFrame(channel),
      })),
    };
  }
}

const BYTES_PER_SAMPLE: Record<KernelFormat, number> = { s16le: 2, s24le: 3, f32le: 4 };

/** Packs 32-bit little-endian integers into their upper 24 bits. */
export class Packer24 {
  private readonly wasm = instantiate();
  private readonly raw = new Uint8Array(this.wasm.memory.buffer, this.wasm.rawAddress(), CHUNK_FRAMES * 8);
  private readonly packed = new Uint8Array(
    this.wasm.memory.buffer,
    this.wasm.packedAddress(),
    CHUNK_FRAMES * 6,
  );

  pack(samples: Uint8Array): Uint8Array {
    const result = new Uint8Array((samples.length / 4) * 3);
    for (let at = 0; at < samples.length; at += this.raw.length) {
      const part = samples.subarray(at, at + this.raw.length);
      this.raw.set(part);
      this.wasm.pack24(part.length / 4);
      result.set(this.packed.subarray(0, (part.length / 4) * 3), (at / 4) * 3);
    }
    return result;
  }
}
