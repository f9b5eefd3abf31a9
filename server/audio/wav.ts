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

export type WavHeader = {
  pcm: PcmFormat;
  bitDepth: number;
  isFloat: boolean;
  dataOffset: number;
  dataBytes: number;
  frames: number;
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

export async function parseWav(
  reader: Reader,
  container: "wav" | "rf64" | "w64",
  limits: Limits,
): Promise<WavHeader> {
  const { format, data } =
    container === "w64" ? await w64Chunks(reader) : await riffChunks(reader, container);
  return checkHeader(format, data, reader.size, limits);
}

async function riffChunks(
  reader: Reader,
  container: "wav" | "rf64",
): Promise<{ format: Format; data: Chunk }> {
  let format: Format | undefined;
  let longDataBytes: number | undefined;
  let offset = 12;
  for (let count = 0; count < MAX_CHUNKS && offset + 8 <= reader.size; count++) {
    const head = await reader.read(offset, 8);
    const chunk: Chunk = {
      id: head.toString("latin1", 0, 4),
      offset: offset + 8,
      bytes: head.readUInt32LE(4),
    };
    if (chunk.id === "ds64" && container === "rf64") longDataBytes = await readDs64(reader, chunk);
    if (chunk.id === "fmt ") format = await readFormat(reader, chunk);
    if (chunk.id === "data") {
      const isUnknown = chunk.bytes === UNKNOWN_SIZE;
      if (isUnknown && longDataBytes !== undefined) chunk.bytes = longDataBytes;
      else if (isUnknown || (chunk.bytes === 0 && chunk.offset < reader.size)) throw lengthUnknown();
      return { format: format ?? noFormat(), data: chunk };
    }
    offset = chunk.offset + chunk.bytes + (chunk.bytes % 2);
  }
  throw noAudio(reader, offset);
}

async function w64Chunks(reader: Reader): Promise<{ format: Format; data: Chunk }> {
  let format: Format | undefined;
  let offset = 40;
  for (let count = 0; count < MAX_CHUNKS && offset + 24 <= reader.size; count++) {
    const head = await reader.read(offset, 24);
    const bytes = Number(head.readBigUInt64LE(16)) - 24;
    if (bytes < 0)
      throw new MediaRefused(
        "lying_header",
        "The file's chunks have impossible sizes. Please export it again.",
      );
    const chunk: Chunk = { id: head.toString("latin1", 0, 4), offset: offset + 24, bytes };
    if (chunk.id === "fmt ") format = await readFormat(reader, chunk);
    if (chunk.id === "data") {
      if (bytes === 0 && chunk.offset < reader.size) throw lengthUnknown();
      return { format: format ?? noFormat(), data: chunk };
    }
    offset = Math.ceil((chunk.offset + bytes) / 8) * 8;
  }
  throw noAudio(reader, offset);
}

async function readDs64(reader: Reader, chunk: Chunk): Promise<number> {
  const body = await reader.read(chunk.offset, 16);
  if (body.length < 16) throw new MediaRefused("truncated", "The file ends inside its header.");
  return Number(body.readBigUInt64LE(8));
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

function checkHeader(format: Format, data: Chunk, fileBytes: number, limits: Limits): WavHeader {
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
    const reason = `The file is cut off: only ${share} % of the audio that its header announces is there. Please send it again.`;
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

function noAudio(reader: Reader, nextChunk: number): MediaRefused {
  return nextChunk > reader.size
    ? new MediaRefused("truncated", "The file ends before its audio begins. Please send it again.")
    : new MediaRefused("empty", "The file has a header but no audio.");
}
