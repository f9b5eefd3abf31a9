// What the same FFmpeg needs without the portal, in a process of its own: one thread, nothing but the work itself.
// node --import tsx plain-ffmpeg.ts <task> <file> [<out>] prints the seconds that it took.
import { AV_CODEC_FLAG_GLOBAL_HEADER, AV_LOG_QUIET, AVMEDIA_TYPE_AUDIO } from "node-av/constants";
import {
  avChannelLayoutDefault,
  avChannelLayoutDescribe,
  avGetSampleFmtName,
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  type FilterContext,
  FilterGraph,
  FormatContext,
  Frame,
  Log,
  Packet,
  Rational,
} from "node-av/lib";

/** `filters` come between the decoder and the encoder; without one the end of the filters is the end. */
const tasks = {
  encode: { filters: "aformat=sample_fmts=fltp:channel_layouts=stereo", codec: "aac", format: "mp4" },
  loudness: { filters: "ebur128=framelog=quiet", codec: null, format: null },
  wav: { filters: "aformat=sample_fmts=s32", codec: "pcm_s24le", format: "wav" },
} as const;

const allocated = <T extends { alloc(): void }>(native: T): T => {
  native.alloc();
  return native;
};
const check = (code: number) => FFmpegError.throwIfError(code, "run FFmpeg");

async function openInput(file: string) {
  const demuxer = new FormatContext();
  demuxer.allocContext();
  check(await demuxer.openInput(file, null, null));
  check(await demuxer.findStreamInfo());
  const index = demuxer.findBestStream(AVMEDIA_TYPE_AUDIO);
  const stream = demuxer.streams[index];
  const codec = stream && Codec.findDecoder(stream.codecpar.codecId);
  if (!codec) throw new Error(`There is no audio in ${file}.`);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  check(decoder.parametersToContext(stream.codecpar));
  decoder.pktTimebase = stream.timeBase;
  check(await decoder.open2(codec, null));
  return { demuxer, decoder, index };
}

async function openFilters(decoder: CodecContext, filters: string) {
  const graph = new FilterGraph();
  graph.alloc();
  const source = [
    `time_base=1/${decoder.sampleRate}`,
    `sample_rate=${decoder.sampleRate}`,
    `sample_fmt=${avGetSampleFmtName(decoder.sampleFormat)}`,
    `channel_layout=${avChannelLayoutDescribe(avChannelLayoutDefault(decoder.channels))}`,
  ].join(":");
  check(graph.parse2(`abuffer@in=${source},${filters},abuffersink@out`));
  check(await graph.config());
  return {
    graph,
    input: graph.getFilter("abuffer@in") as FilterContext,
    output: graph.getFilter("abuffersink@out") as FilterContext,
  };
}

async function openOutput(out: string, format: string, encoder: CodecContext) {
  const muxer = new FormatContext();
  check(muxer.allocOutputContext2(null, format, out));
  const stream = muxer.newStream(null);
  check(stream.codecpar.fromContext(encoder));
  stream.timeBase = encoder.timeBase;
  check(await muxer.openOutput());
  check(await muxer.writeHeader(format === "mp4" ? Dictionary.fromObject({ movflags: "+faststart" }) : null));
  return { muxer, stream };
}

async function openEncoder(name: "aac" | "pcm_s24le", sampleRateHz: number) {
  const codec = Codec.findEncoderByName(name as Parameters<typeof Codec.findEncoderByName>[0]);
  const sampleFormat = codec?.sampleFormats?.[0];
  if (!codec || sampleFormat === undefined) throw new Error(`This FFmpeg has no encoder ${name}.`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = sampleRateHz;
  encoder.sampleFormat = sampleFormat;
  encoder.channelLayout = avChannelLayoutDefault(2);
  encoder.timeBase = new Rational(1, sampleRateHz);
  if (name === "aac") {
    encoder.bitRate = 192_000n;
    encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  }
  check(await encoder.open2(codec, null));
  return encoder;
}

async function run(task: (typeof tasks)[keyof typeof tasks], file: string, out: string) {
  const { demuxer, decoder, index } = await openInput(file);
  const encoder = task.codec && (await openEncoder(task.codec, decoder.sampleRate));
  const filters = encoder?.frameSize
    ? `${task.filters},asetnsamples=n=${encoder.frameSize}:p=0`
    : task.filters;
  const { graph, input, output } = await openFilters(decoder, filters);
  const written = encoder && (await openOutput(out, task.format, encoder));
  const packet = allocated(new Packet());
  const encoded = allocated(new Packet());
  const frame = allocated(new Frame());
  const filtered = allocated(new Frame());
  let frames = 0;

  const encode = (next: Frame | null) => {
    if (!encoder || !written) return;
    check(encoder.sendFrameSync(next));
    while (encoder.receivePacketSync(encoded) >= 0) {
      encoded.streamIndex = 0;
      encoded.rescaleTs(encoder.timeBase, written.stream.timeBase);
      check(written.muxer.interleavedWriteFrameSync(encoded));
      encoded.unref();
    }
  };
  const filter = (next: Frame | null) => {
    check(input.buffersrcAddFrameSync(next));
    while (output.buffersinkGetFrameSync(filtered) >= 0) {
      filtered.pts = BigInt(frames);
      frames += filtered.nbSamples;
      encode(filtered);
      filtered.unref();
    }
  };
  const decode = (next: Packet | null) => {
    check(decoder.sendPacketSync(next));
    while (decoder.receiveFrameSync(frame) >= 0) {
      frame.channelLayout = avChannelLayoutDefault(decoder.channels);
      filter(frame);
      frame.unref();
    }
  };
  while (demuxer.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === index) decode(packet);
    packet.unref();
  }
  decode(null);
  filter(null);
  encode(null);
  graph.free();
  await demuxer.closeInput();
  if (written) {
    check(await written.muxer.writeTrailer());
    await written.muxer.closeOutput();
  }
}

const [name, file, out] = process.argv.slice(2);
const task = tasks[name as keyof typeof tasks];
if (!task || !file) throw new Error(`Name one of ${Object.keys(tasks).join(", ")} and a file.`);
Log.setLevel(AV_LOG_QUIET);
const sinceMs = performance.now();
await run(task, file, out ?? "");
console.log((performance.now() - sinceMs) / 1000);
