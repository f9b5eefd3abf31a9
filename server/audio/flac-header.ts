import type { Reader } from "./file-reader.ts";
import { MediaRefused } from "./refusal.ts";

export type FlacStreamInfo = {
  sampleRateHz: number;
  channels: number;
  bitDepth: number;
  /** Null when the encoder did not know. */
  frames: number | null;
  /** MD5 of the decoded samples, interleaved little-endian in whole bytes; null when the encoder left it out. */
  md5: string | null;
};

const STREAMINFO_BYTES = 34;

/** `start` is where "fLaC" stands, behind any ID3 tag. */
export async function parseFlac(reader: Reader, start: number): Promise<FlacStreamInfo> {
  const bytes = await reader.read(start, 8 + STREAMINFO_BYTES);
  if (bytes.length < 8 + STREAMINFO_BYTES) {
    throw new MediaRefused("truncated", "The file ends inside its header. Please export or copy it again.");
  }
  if ((bytes.readUInt8(4) & 0x7f) !== 0 || bytes.readUIntBE(5, 3) !== STREAMINFO_BYTES) {
    throw new MediaRefused(
      "unreadable",
      "The file's header does not describe its audio. Please export it again.",
    );
  }
  const info = bytes.subarray(8);
  // 20 bits rate, 3 bits channels - 1, 5 bits depth - 1, 36 bits length.
  const packed = info.readBigUInt64BE(10);
  const field = (shift: bigint, bits: bigint) => Number((packed >> shift) & ((1n << bits) - 1n));
  const frames = field(0n, 36n);
  const md5 = info.toString("hex", 18, STREAMINFO_BYTES);
  return {
    sampleRateHz: field(44n, 20n),
    channels: field(41n, 3n) + 1,
    bitDepth: field(36n, 5n) + 1,
    frames: frames === 0 ? null : frames,
    md5: /^0+$/.test(md5) ? null : md5,
  };
}
