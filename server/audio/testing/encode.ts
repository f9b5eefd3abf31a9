// Encodes integers with FFmpeg, for the containers that are too elaborate to write by hand.
import { AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P, AV_SAMPLE_FMT_S32 } from "node-av/constants";
import {
  avChannelLayoutDefault,
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Packet,
  Rational,
} from "node-av/lib";

const FRAME_FRAMES = 4096;

type Tags = Readonly<Record<string, string>>;
type Pcm = { sampleRateHz: number; channels: number; bits: 16 | 24 };

export function encodeFlac(path: string, pcm: Pcm, data: Buffer, tags?: Tags): Promise<void> {
  return encode(path, "flac", "flac", pcm, data, tags);
}

/** 16 bits only. */
export function encodeMp3(path: string, pcm: Pcm, data: Buffer): Promise<void> {
  return encode(path, "mp3", "libmp3lame", pcm, data);
}

async function encode(
  path: string,
  container: string,
  codecName: string,
  pcm: Pcm,
  data: Buffer,
  tags?: Tags,
): Promise<void> {
  const isPlanar = codecName === "libmp3lame";
  const codec = Codec.findEncoderByName(codecName as Parameters<typeof Codec.findEncoderByName>[0]);
  if (!codec) throw new Error(`This FFmpeg has no encoder ${codecName}.`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = pcm.sampleRateHz;
  encoder.sampleFormat = isPlanar
    ? AV_SAMPLE_FMT_S16P
    : pcm.bits === 16
      ? AV_SAMPLE_FMT_S16
      : AV_SAMPLE_FMT_S32;
  encoder.bitsPerRawSample = pcm.bits;
  encoder.channelLayout = avChannelLayoutDefault(pcm.channels);
  encoder.timeBase = new Rational(1, pcm.sampleRateHz);
  FFmpegError.throwIfError(await encoder.open2(codec, null), "open the encoder");

  const muxer = new FormatContext();
  FFmpegError.throwIfError(muxer.allocOutputContext2(null, container, path), "open the file");
  if (tags) muxer.metadata = Dictionary.fromObject(tags);
  const stream = muxer.newStream(null);
  FFmpegError.throwIfError(stream.codecpar.fromContext(encoder), "describe the stream");
  stream.timeBase = encoder.timeBase;
  FFmpegError.throwIfError(await muxer.openOutput(), "open the file");
  FFmpegError.throwIfError(await muxer.writeHeader(null), "begin the file");

  const packet = new Packet();
  packet.alloc();
  const send = (frame: Frame | null) => {
    FFmpegError.throwIfError(encoder.sendFrameSync(frame), "encode");
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.streamIndex = 0;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      FFmpegError.throwIfError(muxer.interleavedWriteFrameSync(packet), "write");
      packet.unref();
    }
  };
  const samples = isPlanar || pcm.bits === 16 ? data : widened(data);
  const sampleBytes = pcm.bits === 16 ? 2 : 4;
  const frameBytes = sampleBytes * pcm.channels;
  const step = encoder.frameSize || FRAME_FRAMES;
  for (let start = 0; start * frameBytes < samples.length; start += step) {
    const part = samples.subarray(start * frameBytes, (start + step) * frameBytes);
    const frame = Frame.fromAudioBuffer(isPlanar ? planes(part, pcm.channels) : part, {
      nbSamples: part.length / frameBytes,
      format: encoder.sampleFormat,
      sampleRate: pcm.sampleRateHz,
      channelLayout: avChannelLayoutDefault(pcm.channels),
      pts: BigInt(start),
    });
    send(frame);
    frame.free();
  }
  send(null);
  FFmpegError.throwIfError(await muxer.writeTrailer(), "end the file");
  await muxer.closeOutput();
  encoder.freeContext();
}

/** 24 bits become the upper bits of 32. */
function widened(data: Buffer): Buffer {
  const result = Buffer.alloc((data.length / 3) * 4);
  for (let sample = 0; sample * 3 < data.length; sample++)
    data.copy(result, sample * 4 + 1, sample * 3, sample * 3 + 3);
  return result;
}

function planes(data: Buffer, channels: number): Buffer {
  const frames = data.length / 2 / channels;
  const result = Buffer.alloc(data.length);
  for (let channel = 0; channel < channels; channel++) {
    for (let frame = 0; frame < frames; frame++) {
      data.copy(
        result,
        (channel * frames + frame) * 2,
        (frame * channels + channel) * 2,
        (frame * channels + channel) * 2 + 2,
      );
    }
  }
  return result;
}
