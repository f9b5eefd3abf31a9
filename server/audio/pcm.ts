/*
 * Samples as bytes. Every file is measured and hashed in one canonical form: interleaved, little-endian, at the
 * source's depth rounded up to whole bytes, integers signed and left-justified (so 8-bit WAV, which is unsigned,
 * equals 8-bit FLAC, and 20 bits stand in the upper bits of 24), floats as they are, lossy codecs as decoded f32.
 *
 * The PCM hash is SHA-256 over the ASCII line `pcm rate=48000 channels=2 format=s24le\n` followed by those bytes.
 */
import { createHash, type Hash } from "node:crypto";

export type PcmSampleFormat = "s8" | "s16le" | "s24le" | "s32le" | "f32le" | "f64le";
export type PcmFormat = { sampleRateHz: number; channels: number; format: PcmSampleFormat };

export const BYTES_PER_SAMPLE: Record<PcmSampleFormat, number> = {
  s8: 1,
  s16le: 2,
  s24le: 3,
  s32le: 4,
  f32le: 4,
  f64le: 8,
};

export function frameBytes(pcm: PcmFormat): number {
  return pcm.channels * BYTES_PER_SAMPLE[pcm.format];
}

export function integerFormat(bits: number): PcmSampleFormat {
  if (bits <= 8) return "s8";
  if (bits <= 16) return "s16le";
  return bits <= 24 ? "s24le" : "s32le";
}

export function pcmHash(pcm: PcmFormat): Hash {
  const prefix = `pcm rate=${pcm.sampleRateHz} channels=${pcm.channels} format=${pcm.format}\n`;
  return createHash("sha256").update(prefix, "ascii");
}

/** Canonical bytes to floats with 1 = full scale. */
export function toFloats(bytes: Uint8Array, format: PcmSampleFormat): Float32Array {
  const samples = new Float32Array(bytes.length / BYTES_PER_SAMPLE[format]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers[format];
  for (let i = 0; i < samples.length; i++) samples[i] = read(view, i);
  return samples;
}

const readers: Record<PcmSampleFormat, (view: DataView, sample: number) => number> = {
  s8: (view, i) => view.getInt8(i) / 0x80,
  s16le: (view, i) => view.getInt16(i * 2, true) / 0x8000,
  s24le: (view, i) => (view.getUint16(i * 3, true) | (view.getInt8(i * 3 + 2) << 16)) / 0x80_0000,
  s32le: (view, i) => view.getInt32(i * 4, true) / 0x8000_0000,
  f32le: (view, i) => view.getFloat32(i * 4, true),
  f64le: (view, i) => view.getFloat64(i * 8, true),
};
