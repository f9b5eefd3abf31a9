/*
 * WAV headers: RIFF, RF64/BW64 (EBU Tech 3306) and Sony W64. What they claim is held against the real size.
 *
 * A data chunk longer than the file is `truncated`. Sizes of 0 with audio behind them, and 0xFFFFFFFF without a
 * ds64 chunk, come from interrupted recordings and streaming programs: such a file cannot be shown to be complete
 * and is refused as `lying_header`.
 */
import type { Reader } from "./file-reader.ts";
import { checkClaims, type Limits } from "./limits.ts";
import { BYTES_PER_SAMPLE, integerFormat, type PcmFormat } from "./pcm.ts";
import { MediaRefused } from "./refusal.ts";
import { startSampleOf } from "./time-reference.ts";

export type WavHeader = {
  pcm: PcmFormat;
  bitDepth: number;
  isFloat: boolean;
  dataOffset: number;
  dataBytes: number;
  frames: number;
  /** Where it begins on its session's timeline; see time-reference.ts. */
  startSample: number | null;
};

type Chunk = { id: string; offset: number; bytes: number };
type Format = {
  tag: number;
  channels: number;
  sampleRateHz: number;
  blockAlign: number;
  bits: number;
  validBits: number;
};

const MAX_CHUNKS = 4096;
const UNKNOWN_SIZE = 0xffff_ffff;
const TAG_PCM = 1;
const TAG_FLOAT = 3;
const TAG_EXTENSIBLE = 0xfffe;
const BEXT_TIME_REFERENCE = 338;

export async function parseWav(
  reader: Reader,
  container: "wav" | "rf64" | "w64",
  limits: Limits,
): Promise<WavHeader> {
  const chunks = await readChunks(reader, container);
  const data = chunks.find((chunk) => chunk.id === "data");
  if ((data ?? chunks.at(-1) ?? { bytes: 0 }).bytes < 0)
    throw new MediaRefused(
      "lying_header",
      "The file's chunks have impossible sizes. Please export it again.",
    );
  if (!data) throw noAudio(reader, chunks.at(-1));
  const isUnknown = data.bytes === Number.POSITIVE_INFINITY;
  if (isUnknown || (data.bytes === 0 && data.offset < reader.size)) throw lengthUnknown();
  const description = chunks.slice(0, chunks.indexOf(data)).findLast((chunk) => chunk.id === "fmt ");
  const format = await readFormat(reader, description ?? noFormat());
  const header = checkHeader(format, data, reader.size, limits);
  const broadcast = chunks.find((chunk) => chunk.id === "bext");
  return { ...header, startSample: broadcast ? await readStart(reader, broadcast, format) : null };
}

/**
 * Every chunk that can be reached, those behind the audio too: some recorders write theirs when they stop. The list
 * ends where a size leads nowhere; whether that matters depends on what was found before.
 */
async function readChunks(reader: Reader, container: "wav" | "rf64" | "w64"): Promise<Chunk[]> {
  const { first, headBytes, align } =
    container === "w64" ? { first: 40, headBytes: 24, align: 8 } : { first: 12, headBytes: 8, align: 2 };
  const chunks: Chunk[] = [];
  let offset = first;
  while (chunks.length < MAX_CHUNKS && offset + headBytes <= reader.size) {
    const head = await reader.read(offset, headBytes);
    const id = head.toString("latin1", 0, 4);
    const claimed = container === "w64" ? Number(head.readBigUInt64LE(16)) - headBytes : head.readUInt32LE(4);
    const isUnknown = id === "data" && container !== "w64" && claimed === UNKNOWN_SIZE;
    const bytes = isUnknown ? await longDataBytes(reader, container, chunks) : claimed;
    chunks.push({ id, offset: offset + headBytes, bytes });
    if (bytes < 0) break;
    offset = Math.ceil((offset + headBytes + bytes) / align) * align;
  }
  return chunks;
}

async function longDataBytes(reader: Reader, container: "wav" | "rf64", before: Chunk[]): Promise<number> {
  const chunk = before.findLast(({ id }) => id === "ds64");
  if (!chunk || container === "wav") return Number.POSITIVE_INFINITY;
  const body = await reader.read(chunk.offset, 16);
  if (body.length < 16) throw new MediaRefused("truncated", "The file ends inside its header.");
  return Number(body.readBigUInt64LE(8));
}

/** TimeReference of EBU Tech 3285. A chunk that is too short for it says nothing, and is no reason to refuse audio. */
async function readStart(reader: Reader, chunk: Chunk, { sampleRateHz }: Format): Promise<number | null> {
  if (chunk.bytes < BEXT_TIME_REFERENCE + 8) return null;
  const body = await reader.read(chunk.offset + BEXT_TIME_REFERENCE, 8);
  return body.length < 8 ? null : startSampleOf(body.readBigUInt64LE(), sampleRateHz);
}

async function readFormat(reader: Reader, chunk: Chunk): Promise<Format> {
  const body = await reader.read(chunk.offset, Math.min(chunk.bytes, 40));
  if (body.length < 16) throw new MediaRefused("truncated", "The file ends inside its header.");
  const bits = body.readUInt16LE(14);
  const isExtensible = body.readUInt16LE(0) === TAG_EXTENSIBLE && body.length >= 26;
  return {
    tag: body.readUInt16LE(isExtensible ? 24 : 0),
    channels: body.readUInt16LE(2),
    sampleRateHz: body.readUInt32LE(4),
    blockAlign: body.readUInt16LE(12),
    bits,
    validBits: isExtensible ? body.readUInt16LE(18) || bits : bits,
  };
}

function checkHeader(
  format: Format,
  data: Chunk,
  fileBytes: number,
  limits: Limits,
): Omit<WavHeader, "startSample"> {
  const { tag, channels, sampleRateHz, blockAlign } = format;
  if (tag !== TAG_PCM && tag !== TAG_FLOAT) {
    const reason = "The WAV file holds compressed audio instead of PCM. Please export it as PCM.";
    throw new MediaRefused("unsupported", reason);
  }
  checkClaims({ sampleRateHz, channels, frames: null }, limits);
  const sampleFormat = tag === TAG_FLOAT ? floatFormat(format.bits) : intFormat(format.bits);
  if (blockAlign !== channels * BYTES_PER_SAMPLE[sampleFormat] || format.validBits > format.bits) {
    const reason = "The file's header contradicts itself about the size of a sample. Please export it again.";
    throw new MediaRefused("lying_header", reason);
  }
  if (data.offset + data.bytes > fileBytes) {
    const share = Math.floor(((fileBytes - data.offset) / data.bytes) * 100);
    const reason = `The file is cut off: only ${share} % of the audio that its header announces is there. Please export or copy it again.`;
    throw new MediaRefused("truncated", reason);
  }
  const frames = data.bytes / blockAlign;
  if (frames === 0) throw new MediaRefused("empty", "The file has a header but no audio.");
  if (!Number.isInteger(frames)) {
    const reason =
      "The length in the file's header is not a whole number of samples. Please export it again.";
    throw new MediaRefused("lying_header", reason);
  }
  checkClaims({ sampleRateHz, channels, frames }, limits);
  return {
    pcm: { sampleRateHz, channels, format: sampleFormat },
    bitDepth: format.validBits,
    isFloat: tag === TAG_FLOAT,
    dataOffset: data.offset,
    dataBytes: data.bytes,
    frames,
  };
}

function floatFormat(bits: number) {
  if (bits === 32) return "f32le";
  if (bits === 64) return "f64le";
  throw impossibleBits(bits);
}

function intFormat(bits: number) {
  if (bits >= 8 && bits <= 32) return integerFormat(bits);
  throw impossibleBits(bits);
}

function impossibleBits(bits: number): MediaRefused {
  const reason = `The file's header claims ${bits} bits per sample, which cannot be. Please export it again.`;
  return new MediaRefused("lying_header", reason);
}

function lengthUnknown(): MediaRefused {
  const reason =
    "The file's header does not say how long it is, as after an interrupted recording, so nobody can tell whether it is complete. Please export it again.";
  return new MediaRefused("lying_header", reason);
}

function noFormat(): never {
  throw new MediaRefused(
    "unreadable",
    "The file's header does not describe its audio. Please export it again.",
  );
}

function noAudio(reader: Reader, last: Chunk | undefined): MediaRefused {
  return last && last.offset + last.bytes > reader.size
    ? new MediaRefused("truncated", "The file ends before its audio begins. Please export or copy it again.")
    : new MediaRefused("empty", "The file has a header but no audio.");
}
