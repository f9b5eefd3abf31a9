// Audio made by arithmetic, and the simplest containers around it, so that tests know every sample.

export type Channels = Float64Array[];

function dbToGain(db: number): number {
  return 10 ** (db / 20);
}

/** One continuous sine whose level changes; a null level is silence. */
export function tones(
  segments: [levelDbfs: number | null, seconds: number][],
  sampleRateHz: number,
  frequencyHz = 1000,
): Float64Array {
  const lengths = segments.map(([, seconds]) => Math.round(seconds * sampleRateHz));
  const samples = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
  let start = 0;
  for (const [index, [levelDbfs]] of segments.entries()) {
    const end = start + (lengths[index] ?? 0);
    const gain = levelDbfs === null ? 0 : dbToGain(levelDbfs);
    for (let n = start; n < end; n++)
      samples[n] = gain * Math.sin((2 * Math.PI * frequencyHz * n) / sampleRateHz);
    start = end;
  }
  return samples;
}

/** Repeatable noise, uniform between -1 and 1. */
export function noise(frames: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x8000_0000 - 1;
  });
}

export function scaled(samples: Float64Array, gain: number): Float64Array {
  return samples.map((sample) => sample * gain);
}

/** Interleaved signed little-endian integers. */
export function toIntegers(channels: Channels, bits: 8 | 16 | 24 | 32): Buffer {
  const frames = channels[0]?.length ?? 0;
  const bytes = bits / 8;
  const full = 2 ** (bits - 1);
  const buffer = Buffer.alloc(frames * channels.length * bytes);
  let offset = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      const value = Math.max(-full, Math.min(full - 1, Math.round((channel[frame] ?? 0) * full)));
      buffer.writeIntLE(value, offset, bytes);
      offset += bytes;
    }
  }
  return buffer;
}

/** Interleaved 32-bit floats. */
export function toFloatBytes(channels: Channels): Buffer {
  const frames = channels[0]?.length ?? 0;
  const samples = new Float32Array(frames * channels.length);
  for (const [index, channel] of channels.entries()) {
    for (let frame = 0; frame < frames; frame++)
      samples[frame * channels.length + index] = channel[frame] ?? 0;
  }
  return Buffer.from(samples.buffer);
}

export type WavFields = {
  sampleRateHz: number;
  channels: number;
  bits: number;
  isFloat?: boolean;
  blockAlign?: number;
  dataBytes?: number;
};

export function wav(fields: WavFields, data: Buffer): Buffer {
  const { sampleRateHz, channels, bits } = fields;
  const blockAlign = fields.blockAlign ?? (channels * bits) / 8;
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(fields.isFloat ? 3 : 1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE((sampleRateHz * blockAlign) % 2 ** 32, 28);
  header.writeUInt16LE(blockAlign, 32);
  header.writeUInt16LE(bits, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(fields.dataBytes ?? data.length, 40);
  return Buffer.concat([header, data]);
}

/** A broadcast extension of a timestamp in samples, cut at `bytes`. */
export function bext(timeReference: bigint, bytes = 602): Buffer {
  const body = Buffer.alloc(602);
  body.write("A recorder", 256, "latin1");
  body.writeBigUInt64LE(timeReference, 338);
  return body.subarray(0, bytes);
}

/** A WAV with one more chunk, before or behind its audio. */
export function withChunk(plain: Buffer, id: string, body: Buffer, where: "before" | "behind"): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, "latin1");
  head.writeUInt32LE(body.length, 4);
  const added = Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  const at = where === "before" ? 12 : plain.length;
  return Buffer.concat([plain.subarray(0, at), added, plain.subarray(at)]);
}

/** `data` as for WAV: little-endian. */
export function aiff(
  fields: { sampleRateHz: number; channels: number; bits: 16 | 24 | 32 },
  data: Buffer,
): Buffer {
  const bytes = fields.bits / 8;
  const bigEndian = Buffer.alloc(data.length);
  for (let i = 0; i < data.length; i++) bigEndian[i - (i % bytes) + bytes - 1 - (i % bytes)] = data[i] ?? 0;
  const common = Buffer.alloc(18);
  common.writeInt16BE(fields.channels, 0);
  common.writeUInt32BE(data.length / bytes / fields.channels, 2);
  common.writeInt16BE(fields.bits, 6);
  extended(fields.sampleRateHz).copy(common, 8);
  const body = Buffer.concat([
    chunk("COMM", common),
    chunk("SSND", Buffer.concat([Buffer.alloc(8), bigEndian])),
  ]);
  return chunk("FORM", Buffer.concat([Buffer.from("AIFF"), body]));
}

function chunk(id: string, body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  return Buffer.concat([Buffer.from(id), size, body, Buffer.alloc(body.length % 2)]);
}

/** An 80-bit float, the form of AIFF's sample rate. */
function extended(value: number): Buffer {
  const exponent = Math.floor(Math.log2(value));
  const bytes = Buffer.alloc(10);
  bytes.writeUInt16BE(16_383 + exponent, 0);
  bytes.writeBigUInt64BE(BigInt(value) << BigInt(63 - exponent), 2);
  return bytes;
}
