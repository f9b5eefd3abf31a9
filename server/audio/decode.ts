/*
 * Decoding with FFmpeg (node-av), for every container except PCM WAV and for the listening copies of all.
 *
 * The demuxer is forced to what the file's first bytes said, and protocols, formats and codecs are whitelisted, so
 * that a playlist or a manifest can neither read another file nor reach the network. Decoding is synchronous: it
 * belongs in a child process. Never call open2Sync with a Dictionary: it frees the dictionary twice.
 */
import { setImmediate } from "node:timers/promises";
import {
  AV_LOG_QUIET,
  AV_SAMPLE_FMT_DBL,
  AV_SAMPLE_FMT_DBLP,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S16P,
  AV_SAMPLE_FMT_S32,
  AV_SAMPLE_FMT_S32P,
  AV_SAMPLE_FMT_U8,
  AV_SAMPLE_FMT_U8P,
  AVDISCARD_ALL,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
} from "node-av/constants";
import {
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  InputFormat,
  Log,
  Packet,
  type Stream,
} from "node-av/lib";
import type { Claims } from "./inspect.ts";
import { checkClaims, checkDuration, type Limits } from "./limits.ts";
import { BYTES_PER_SAMPLE, integerFormat, type PcmFormat } from "./pcm.ts";
import { MediaRefused } from "./refusal.ts";
import { taggedStartSample } from "./time-reference.ts";
import type { AudioContainer, AudioFormat } from "./types.ts";

const DEMUXERS: Record<AudioContainer, string> = {
  wav: "wav",
  rf64: "wav",
  w64: "w64",
  aiff: "aiff",
  flac: "flac",
  mp3: "mp3",
  mp4: "mov",
  ogg: "ogg",
  caf: "caf",
};
const LOSSLESS = ["flac", "alac"];
const LOSSY = ["aac", "mp3", "mp3float", "vorbis", "opus"];
const PCM = [
  "s8",
  "u8",
  "s16le",
  "s16be",
  "s24le",
  "s24be",
  "s32le",
  "s32be",
  "f32le",
  "f32be",
  "f64le",
  "f64be",
];
const CODECS = [...LOSSLESS, ...LOSSY, ...PCM.map((format) => `pcm_${format}`)];
const BREATH_MS = 100;

export type DecodeOutcome = {
  frames: number;
  /** Packets that the decoder rejected, and whether good ones came after the first of them. */
  badPackets: number;
  packets: number;
  recovered: boolean;
  /** Where the last decoded frame ends by its own timestamp; greater than `frames` when some are missing before. */
  endFrame: number;
  readError: boolean;
};

export class DecodedFile {
  readonly pcm: PcmFormat;
  readonly format: Omit<AudioFormat, "frames" | "container">;
  /** What the container says; null where it says nothing, an estimate for MP3 without a Xing header. */
  readonly claimedFrames: number | null;
  private readonly demuxer: FormatContext;
  private readonly stream: Stream;
  readonly decoder: CodecContext;

  private constructor(demuxer: FormatContext, stream: Stream, decoder: CodecContext) {
    this.demuxer = demuxer;
    this.stream = stream;
    this.decoder = decoder;
    this.claimedFrames = durationFrames(stream);
    const { bitDepth, sampleFormat, format } = describeSamples(stream, decoder);
    const { sampleRate: sampleRateHz, channels } = stream.codecpar;
    this.pcm = { sampleRateHz, channels, format };
    const startSample = taggedStartSample(demuxer.metadata?.get("time_reference"), sampleRateHz);
    this.format = { codec: codecName(decoder), sampleRateHz, bitDepth, sampleFormat, channels, startSample };
  }

  static async open(path: string, claims: Claims, limits: Limits): Promise<DecodedFile> {
    const { container } = claims;
    Log.setLevel(AV_LOG_QUIET);
    const demuxer = new FormatContext();
    demuxer.allocContext();
    const options = Dictionary.fromObject({
      protocol_whitelist: "file",
      format_whitelist: DEMUXERS[container],
      codec_whitelist: CODECS.join(","),
      ...(container === "wav" || container === "rf64" || container === "w64" ? { max_size: 262_144 } : {}),
    });
    const input = InputFormat.findInputFormat(DEMUXERS[container]);
    if ((await demuxer.openInput(`file:${path}`, input, options)) < 0) throw unreadable();
    try {
      const stream = await audioStream(demuxer);
      const { sampleRate: sampleRateHz, channels } = stream.codecpar;
      // A length that the demuxer guessed from the first bit rate says nothing; decoding will count.
      const isGuess = "countsFrames" in claims && !claims.countsFrames;
      checkClaims({ sampleRateHz, channels, frames: isGuess ? null : durationFrames(stream) }, limits);
      return new DecodedFile(demuxer, stream, await openDecoder(stream, claims));
    } catch (error) {
      await demuxer.closeInput();
      throw error;
    }
  }

  /** Hands over every decoded frame in order; the frame is only valid during the call. */
  async forEachFrame(
    limits: Limits,
    onFrame: (frame: Frame) => void,
    onProgress: (fraction: number) => void,
  ): Promise<DecodeOutcome> {
    const outcome: DecodeOutcome = {
      frames: 0,
      badPackets: 0,
      packets: 0,
      recovered: false,
      endFrame: 0,
      readError: false,
    };
    const packet = new Packet();
    packet.alloc();
    const frame = new Frame();
    frame.alloc();
    let breathedAt = Date.now();
    for (;;) {
      const read = this.demuxer.readFrameSync(packet);
      if (read < 0) {
        outcome.readError = read !== AVERROR_EOF;
        break;
      }
      if (packet.streamIndex === this.stream.index) this.decode(packet, frame, outcome, onFrame);
      packet.unref();
      if (Date.now() - breathedAt < BREATH_MS) continue;
      checkDuration(outcome.frames, this.pcm.sampleRateHz, limits);
      if (this.claimedFrames) onProgress(Math.min(1, outcome.frames / this.claimedFrames));
      await setImmediate();
      breathedAt = Date.now();
    }
    this.decode(null, frame, outcome, onFrame);
    checkDuration(outcome.frames, this.pcm.sampleRateHz, limits);
    packet.free();
    frame.free();
    return outcome;
  }

  async close(): Promise<void> {
    this.decoder.freeContext();
    await this.demuxer.closeInput();
  }

  private decode(
    packet: Packet | null,
    frame: Frame,
    outcome: DecodeOutcome,
    onFrame: (frame: Frame) => void,
  ): void {
    if (packet) outcome.packets++;
    if (this.decoder.sendPacketSync(packet) < 0 && packet) outcome.badPackets++;
    for (;;) {
      const received = this.decoder.receiveFrameSync(frame);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
      if (received < 0) {
        outcome.badPackets++;
        return;
      }
      this.checkUnchanged(frame);
      if (outcome.badPackets > 0) outcome.recovered = true;
      // Read first: onFrame may give the frame away.
      const { nbSamples, pts } = frame;
      onFrame(frame);
      outcome.frames += nbSamples;
      const { num, den } = this.stream.timeBase;
      const startFrame = Math.round(((Number(pts) * num) / den) * this.pcm.sampleRateHz);
      outcome.endFrame = Math.max(outcome.endFrame, startFrame + nbSamples);
      frame.unref();
    }
  }

  private checkUnchanged(frame: Frame): void {
    const { sampleRateHz, channels } = this.pcm;
    if (
      frame.sampleRate === sampleRateHz &&
      frame.channels === channels &&
      frame.format === this.decoder.sampleFormat
    ) {
      return;
    }
    const reason =
      "The audio changes its sample rate or its channels on the way, against its header. Please export it again.";
    throw new MediaRefused("lying_header", reason);
  }
}

async function audioStream(demuxer: FormatContext): Promise<Stream> {
  if ((await demuxer.findStreamInfo()) < 0) throw unreadable();
  const index = demuxer.findBestStream(AVMEDIA_TYPE_AUDIO);
  for (const other of demuxer.streams) if (other.index !== index) other.discard = AVDISCARD_ALL;
  const stream = demuxer.streams[index];
  if (index < 0 || !stream) throw new MediaRefused("not_audio", "There is no audio in the file.");
  return stream;
}

async function openDecoder(stream: Stream, claims: Claims): Promise<CodecContext> {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (!codec?.name || !CODECS.includes(codec.name)) {
    const reason =
      "The file's kind of compression is not supported. Please send WAV, AIFF, FLAC, ALAC, AAC, MP3, Ogg Vorbis or Opus.";
    throw new MediaRefused("unsupported", reason);
  }
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  FFmpegError.throwIfError(decoder.parametersToContext(stream.codecpar), "copy the stream's parameters");
  decoder.pktTimebase = stream.timeBase;
  // Where a FLAC file has no MD5, the checksum of each of its frames is what tells that it was altered.
  if ("flac" in claims && claims.flac.md5 === null) decoder.setOption("err_detect", "crccheck+explode");
  if ((await decoder.open2(codec, null)) < 0) throw unreadable();
  return decoder;
}

function codecName(decoder: CodecContext): string {
  const name = Codec.findDecoder(decoder.codecId)?.name ?? "unknown";
  if (name.startsWith("pcm_")) return "pcm";
  return name === "mp3float" ? "mp3" : name;
}

function describeSamples(stream: Stream, decoder: CodecContext) {
  const codec = codecName(decoder);
  if (LOSSY.includes(codec)) return { bitDepth: null, sampleFormat: "lossy", format: "f32le" } as const;
  const format = decoder.sampleFormat;
  if (format === AV_SAMPLE_FMT_FLT) return { bitDepth: 32, sampleFormat: "float", format: "f32le" } as const;
  if (format === AV_SAMPLE_FMT_DBL) return { bitDepth: 64, sampleFormat: "float", format: "f64le" } as const;
  const bitDepth = stream.codecpar.bitsPerRawSample || stream.codecpar.bitsPerCodedSample;
  return { bitDepth, sampleFormat: "int", format: integerFormat(bitDepth) } as const;
}

function durationFrames(stream: Stream): number | null {
  const { num, den } = stream.timeBase;
  const seconds = (Number(stream.duration) * num) / den;
  return seconds > 0 ? Math.round(seconds * stream.codecpar.sampleRate) : null;
}

function unreadable(): MediaRefused {
  return new MediaRefused("unreadable", "The file is damaged and cannot be read. Please export it again.");
}

/** A decoder's frame as canonical bytes, see pcm.ts. */
export function canonicalBytes(
  frame: Frame,
  pcm: PcmFormat,
  pack24: (samples: Uint8Array) => Uint8Array,
): Uint8Array {
  const layout = LAYOUTS.get(frame.format);
  const planes = frame.extendedData ?? frame.data;
  if (!layout || !planes)
    throw new Error(`The decoder delivered an unknown sample format (${frame.format}).`);
  const decoded = layout.planar
    ? interleave(planes, frame.nbSamples, pcm.channels, layout.bytes)
    : (planes[0] ?? Buffer.alloc(0)).subarray(0, frame.nbSamples * pcm.channels * layout.bytes);
  if (layout.bytes === 4 && pcm.format === "s24le") return pack24(decoded);
  if (layout.unsigned) return decoded.map((byte) => byte ^ 0x80);
  const wanted = BYTES_PER_SAMPLE[pcm.format];
  return wanted === layout.bytes ? decoded : upperBytes(decoded, layout.bytes, wanted);
}

const LAYOUTS = new Map<number, { bytes: number; planar: boolean; unsigned?: boolean }>([
  [AV_SAMPLE_FMT_U8, { bytes: 1, planar: false, unsigned: true }],
  [AV_SAMPLE_FMT_U8P, { bytes: 1, planar: true, unsigned: true }],
  [AV_SAMPLE_FMT_S16, { bytes: 2, planar: false }],
  [AV_SAMPLE_FMT_S16P, { bytes: 2, planar: true }],
  [AV_SAMPLE_FMT_S32, { bytes: 4, planar: false }],
  [AV_SAMPLE_FMT_S32P, { bytes: 4, planar: true }],
  [AV_SAMPLE_FMT_FLT, { bytes: 4, planar: false }],
  [AV_SAMPLE_FMT_FLTP, { bytes: 4, planar: true }],
  [AV_SAMPLE_FMT_DBL, { bytes: 8, planar: false }],
  [AV_SAMPLE_FMT_DBLP, { bytes: 8, planar: true }],
]);

function interleave(planes: Buffer[], frames: number, channels: number, bytes: number): Uint8Array {
  const Words =
    bytes === 4 ? Uint32Array : bytes === 2 ? Uint16Array : bytes === 8 ? BigUint64Array : Uint8Array;
  const result = new Words(frames * channels);
  for (let channel = 0; channel < channels; channel++) {
    const plane = planes[channel];
    if (!plane) throw new Error("The decoder delivered fewer channels than it announced.");
    // A copy, because the decoder's buffers need not lie on a boundary that typed arrays accept.
    const source = new Words(Uint8Array.prototype.slice.call(plane, 0, frames * bytes).buffer);
    for (let frame = 0; frame < frames; frame++) result[frame * channels + channel] = source[frame] ?? 0;
  }
  return new Uint8Array(result.buffer);
}

function upperBytes(samples: Uint8Array, from: number, to: number): Uint8Array {
  const result = new Uint8Array((samples.length / from) * to);
  for (let sample = 0; sample * from < samples.length; sample++) {
    for (let byte = 0; byte < to; byte++) {
      result[sample * to + byte] = samples[sample * from + from - to + byte] ?? 0;
    }
  }
  return result;
}
