/*
 * The listening copy: AAC-LC in a progressive MP4 with its index first, which browsers seek to the sample. It keeps
 * the source's rate up to 48 kHz, mono stays mono, more than two channels are folded to stereo. The source's first
 * sample is the copy's first: the encoder's delay is hidden by the edit list. Runs in a child process; see pool.ts.
 */
import {
  AV_CHANNEL_ORDER_UNSPEC,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_SAMPLE_FMT_DBL,
  AV_SAMPLE_FMT_DBLP,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AVERROR_EAGAIN,
  AVERROR_EOF,
} from "node-av/constants";
import {
  avChannelLayoutDefault,
  avChannelLayoutDescribe,
  avGetSampleFmtName,
  type ChannelLayout,
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  type FilterContext,
  FilterGraph,
  FormatContext,
  Frame,
  Packet,
  Rational,
  type Stream,
} from "node-av/lib";
import { checkComplete } from "./complete.ts";
import { DecodedFile, type DecodeOutcome } from "./decode.ts";
import { syncFile, withReader } from "./file-reader.ts";
import { inspect } from "./inspect.ts";
import type { Limits } from "./limits.ts";
import type { ListeningCopy } from "./types.ts";

const AAC_RATES_HZ = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const OTHER_RATES_BECOME_HZ = 48_000;
const BIT_RATE = { mono: 128_000n, stereo: 192_000n };
/** A float beyond this is no sound, and the encoder stops at NaN. */
const VALID_LIMIT = 2 ** 20;

export async function writeListeningCopy(
  path: string,
  out: string,
  limits: Limits,
  onProgress: (fraction: number) => void,
): Promise<ListeningCopy> {
  const claims = await withReader(path, (reader) => inspect(reader, limits));
  const file = await DecodedFile.open(path, claims, limits);
  try {
    const sourceRateHz = file.pcm.sampleRateHz;
    const sampleRateHz = AAC_RATES_HZ.includes(sourceRateHz) ? sourceRateHz : OTHER_RATES_BECOME_HZ;
    const layout = file.pcm.channels === 1 ? "mono" : "stereo";
    const encoder = await AacFile.create(out, sampleRateHz, layout);
    try {
      checkComplete(file, await convert(file, encoder, { sampleRateHz, layout }, limits, onProgress), claims);
      await encoder.finish();
    } finally {
      await encoder.close();
    }
    syncFile(out);
    return { ok: true, codec: "aac", sampleRateHz, frames: encoder.frames };
  } finally {
    await file.close();
  }
}

type Target = { sampleRateHz: number; layout: "mono" | "stereo" };

/** The copy gets the source's length at the copy's rate. */
async function convert(
  file: DecodedFile,
  encoder: AacFile,
  target: Target,
  limits: Limits,
  onProgress: (fraction: number) => void,
): Promise<DecodeOutcome> {
  const sourceLayout = layoutOf(file);
  const converter = await Converter.create(file, sourceLayout, target, encoder.frameFrames);
  let sourceFrames = 0;
  const { pcm } = file;
  const expected = () => Math.ceil((sourceFrames * target.sampleRateHz) / pcm.sampleRateHz);
  const outcome = await file.forEachFrame(
    limits,
    (frame) => {
      silenceInvalid(frame);
      frame.channelLayout = sourceLayout;
      frame.pts = BigInt(sourceFrames);
      sourceFrames += frame.nbSamples;
      converter.push(frame, (converted) => encoder.write(converted));
    },
    onProgress,
  );
  // The resampler may ring on past the end; the copy must not be longer than the source.
  converter.push(null, (converted) => {
    converted.nbSamples = Math.min(converted.nbSamples, expected() - encoder.frames);
    if (converted.nbSamples > 0) encoder.write(converted);
  });
  converter.free();
  return outcome;
}

function layoutOf(file: DecodedFile): ChannelLayout {
  const layout = file.decoder.channelLayout;
  return layout.order === AV_CHANNEL_ORDER_UNSPEC ? avChannelLayoutDefault(file.pcm.channels) : layout;
}

function silenceInvalid(frame: Frame): void {
  const Floats =
    frame.format === AV_SAMPLE_FMT_FLT || frame.format === AV_SAMPLE_FMT_FLTP
      ? Float32Array
      : frame.format === AV_SAMPLE_FMT_DBL || frame.format === AV_SAMPLE_FMT_DBLP
        ? Float64Array
        : undefined;
  if (!Floats) return;
  for (const plane of frame.extendedData ?? frame.data ?? []) {
    const samples = new Floats(
      plane.buffer as ArrayBuffer,
      plane.byteOffset,
      Math.floor(plane.length / Floats.BYTES_PER_ELEMENT),
    );
    for (let i = 0; i < samples.length; i++) if (!(Math.abs(samples[i] ?? 0) <= VALID_LIMIT)) samples[i] = 0;
  }
}

/** FFmpeg's filters: sample format, channels, rate, and frames of the size that the encoder takes. */
class Converter {
  private readonly graph: FilterGraph;
  private readonly source: FilterContext;
  private readonly sink: FilterContext;
  private readonly converted = allocated(new Frame());

  private constructor(graph: FilterGraph, source: FilterContext, sink: FilterContext) {
    this.graph = graph;
    this.source = source;
    this.sink = sink;
  }

  static async create(
    file: DecodedFile,
    source: ChannelLayout,
    target: Target,
    frameFrames: number,
  ): Promise<Converter> {
    const { sampleRateHz } = file.pcm;
    const resample =
      sampleRateHz === target.sampleRateHz
        ? ""
        : `aresample=${target.sampleRateHz}:filter_size=64:phase_shift=10:cutoff=0.97,`;
    const sourceFormat = [
      `time_base=1/${sampleRateHz}`,
      `sample_rate=${sampleRateHz}`,
      `sample_fmt=${avGetSampleFmtName(file.decoder.sampleFormat)}`,
      `channel_layout=${avChannelLayoutDescribe(source)}`,
    ].join(":");
    const graph = new FilterGraph();
    graph.alloc();
    const description = `abuffer@in=${sourceFormat},${resample}aformat=sample_fmts=fltp:channel_layouts=${target.layout},asetnsamples=n=${frameFrames}:p=0,abuffersink@out`;
    FFmpegError.throwIfError(graph.parse2(description), "describe the conversion");
    FFmpegError.throwIfError(await graph.config(), "prepare the conversion");
    const input = graph.getFilter("abuffer@in");
    const sink = graph.getFilter("abuffersink@out");
    if (!input || !sink) throw new Error("The conversion has lost its ends.");
    return new Converter(graph, input, sink);
  }

  free(): void {
    this.converted.free();
    this.graph.free();
  }

  /** Null says that there is no more. */
  push(frame: Frame | null, onConverted: (frame: Frame) => void): void {
    FFmpegError.throwIfError(this.source.buffersrcAddFrameSync(frame), "convert");
    while (this.sink.buffersinkGetFrameSync(this.converted) >= 0) {
      onConverted(this.converted);
      this.converted.unref();
    }
  }
}

/** An MP4 with one AAC stream. */
class AacFile {
  frames = 0;
  readonly frameFrames: number;
  private readonly muxer: FormatContext;
  private readonly encoder: CodecContext;
  private readonly stream: Stream;
  private readonly packet = allocated(new Packet());

  private constructor(muxer: FormatContext, encoder: CodecContext, stream: Stream) {
    this.muxer = muxer;
    this.encoder = encoder;
    this.stream = stream;
    this.frameFrames = encoder.frameSize;
  }

  static async create(out: string, sampleRateHz: number, layout: Target["layout"]): Promise<AacFile> {
    const codec = Codec.findEncoderByName("aac" as Parameters<typeof Codec.findEncoderByName>[0]);
    if (!codec) throw new Error("This FFmpeg has no AAC encoder.");
    const encoder = new CodecContext();
    encoder.allocContext3(codec);
    encoder.sampleRate = sampleRateHz;
    encoder.sampleFormat = AV_SAMPLE_FMT_FLTP;
    encoder.channelLayout = avChannelLayoutDefault(layout === "mono" ? 1 : 2);
    encoder.timeBase = new Rational(1, sampleRateHz);
    encoder.bitRate = BIT_RATE[layout];
    encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    FFmpegError.throwIfError(await encoder.open2(codec, null), "open the encoder");

    const muxer = new FormatContext();
    FFmpegError.throwIfError(
      muxer.allocOutputContext2(null, "mp4", `file:${out}`),
      "open the listening copy",
    );
    const stream = muxer.newStream(null);
    FFmpegError.throwIfError(stream.codecpar.fromContext(encoder), "describe the listening copy");
    stream.timeBase = encoder.timeBase;
    FFmpegError.throwIfError(await muxer.openOutput(), "open the listening copy");
    const options = Dictionary.fromObject({ movflags: "+faststart" });
    FFmpegError.throwIfError(await muxer.writeHeader(options), "begin the listening copy");
    return new AacFile(muxer, encoder, stream);
  }

  write(frame: Frame): void {
    frame.pts = BigInt(this.frames);
    this.frames += frame.nbSamples;
    this.encode(frame);
  }

  async finish(): Promise<void> {
    this.encode(null);
    FFmpegError.throwIfError(await this.muxer.writeTrailer(), "end the listening copy");
  }

  async close(): Promise<void> {
    await this.muxer.closeOutput();
    this.encoder.freeContext();
  }

  private encode(frame: Frame | null): void {
    FFmpegError.throwIfError(this.encoder.sendFrameSync(frame), "encode");
    for (;;) {
      const received = this.encoder.receivePacketSync(this.packet);
      if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
      FFmpegError.throwIfError(received, "encode");
      this.packet.streamIndex = this.stream.index;
      this.packet.rescaleTs(this.encoder.timeBase, this.stream.timeBase);
      FFmpegError.throwIfError(this.muxer.interleavedWriteFrameSync(this.packet), "write the listening copy");
      this.packet.unref();
    }
  }
}

function allocated<T extends { alloc(): void }>(native: T): T {
  native.alloc();
  return native;
}
