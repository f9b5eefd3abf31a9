/*
 * Null test of a set of stems: how far their sum at unity, from sample 0, lies from a reference print. The sum is kept
 * in 32-bit floats, whose rounding stays under -130 dB for a hundred stems; a mono stem goes to both sides at unity.
 * Runs in a child process; see pool.ts.
 */
import { canonicalBytes, DecodedFile } from "./decode.ts";
import { withReader } from "./file-reader.ts";
import { inspect } from "./inspect.ts";
import { Packer24 } from "./kernel.ts";
import type { Limits } from "./limits.ts";
import { type PcmFormat, toFloats } from "./pcm.ts";
import { MediaRefused } from "./refusal.ts";
import type { SumResidual } from "./types.ts";

const FLOOR_DB = -200;

/** Stereo interleaved floats that grow with what is added. */
class Sum {
  samples = new Float32Array(0);

  add(at: number, left: number, right: number) {
    this.samples[at] = (this.samples[at] ?? 0) + left;
    this.samples[at + 1] = (this.samples[at + 1] ?? 0) + right;
  }

  reserve(samples: number) {
    if (samples <= this.samples.length) return;
    const grown = new Float32Array(Math.max(samples, this.samples.length * 2));
    grown.set(this.samples);
    this.samples = grown;
  }
}

export async function measureSumResidual(
  stems: readonly string[],
  reference: string,
  limits: Limits,
  onProgress: (fraction: number) => void,
): Promise<SumResidual> {
  const sum = new Sum();
  const rateHz = await addFile(sum, reference, 1, limits);
  const referenceEnergy = energy(sum.samples);
  for (const [i, stem] of stems.entries()) {
    const stemRateHz = await addFile(sum, stem, -1, limits);
    if (stemRateHz !== rateHz)
      throw new MediaRefused("unsupported", "The files run at different sample rates.");
    onProgress((i + 1) / stems.length);
  }
  const residualDb = referenceEnergy === 0 ? 0 : 10 * Math.log10(energy(sum.samples) / referenceEnergy);
  return { ok: true, residualDb: Math.max(FLOOR_DB, residualDb) };
}

async function addFile(sum: Sum, path: string, gain: 1 | -1, limits: Limits): Promise<number> {
  const claims = await withReader(path, (reader) => inspect(reader, limits));
  const file = await DecodedFile.open(path, claims, limits);
  try {
    const packer = new Packer24();
    let at = 0;
    await file.forEachFrame(
      limits,
      (frame) => {
        const bytes = canonicalBytes(frame, file.pcm, (samples) => packer.pack(samples));
        at = addSamples(sum, at, bytes, file.pcm, gain);
      },
      () => {},
    );
    return file.pcm.sampleRateHz;
  } finally {
    await file.close();
  }
}

function addSamples(sum: Sum, start: number, bytes: Uint8Array, pcm: PcmFormat, gain: number): number {
  const { channels } = pcm;
  const samples = toFloats(bytes, pcm.format);
  const frames = samples.length / channels;
  sum.reserve(start + frames * 2);
  for (let frame = 0; frame < frames; frame++) {
    const left = finite(samples[frame * channels]) * gain;
    const right = channels === 1 ? left : finite(samples[frame * channels + 1]) * gain;
    sum.add(start + frame * 2, left, right);
  }
  return start + frames * 2;
}

const finite = (sample = 0) => (Number.isFinite(sample) ? sample : 0);

/** A sum and no mean, so that a stem longer than the reference does not thin the residual out. */
function energy(samples: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < samples.length; i++) squares += (samples[i] ?? 0) ** 2;
  return squares;
}
