// Measures one file: format, report, PCM hash and peaks, in one pass. Runs in a child process; see pool.ts.
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { Analyser } from "./analyser.ts";
import { altered, checkComplete } from "./complete.ts";
import { canonicalBytes, DecodedFile } from "./decode.ts";
import { syncFile, withReader } from "./file-reader.ts";
import { type Claims, inspect } from "./inspect.ts";
import { CHUNK_FRAMES, Packer24 } from "./kernel.ts";
import type { Limits } from "./limits.ts";
import { frameBytes, pcmHash } from "./pcm.ts";
import { MediaRefused } from "./refusal.ts";
import type { AudioFormat, Measured, Report } from "./types.ts";
import type { WavHeader } from "./wav.ts";

type OnProgress = (fraction: number) => void;
type Passed = { format: AudioFormat; analyser: Analyser; pcmSha256: string };

const READ_FRAMES = CHUNK_FRAMES * 4;

export async function measureFile(
  path: string,
  peaksOut: string,
  limits: Limits,
  onProgress: OnProgress,
): Promise<Measured> {
  const claims = await withReader(path, (reader) => inspect(reader, limits));
  const { format, analyser, pcmSha256 } =
    "wav" in claims
      ? await measureWav(path, claims.container, claims.wav, onProgress)
      : await measureDecoded(path, claims, limits, onProgress);
  const { report, peaks } = analyser.finish();
  checkNumbers(report);
  writeFileSync(peaksOut, peaks);
  syncFile(peaksOut);
  return { ok: true, format, report, pcmSha256, peaksBytes: peaks.length };
}

/** Measured as nothing they would pass for silence, and programs play them as noise, or not at all. */
function checkNumbers({ invalidSamples }: Report) {
  if (invalidSamples > 0)
    throw new MediaRefused(
      "unreadable",
      "The file holds values that are no numbers, or are far beyond any level, where its sound should be. Please export it again.",
    );
}

async function measureWav(
  path: string,
  container: AudioFormat["container"],
  wav: WavHeader,
  onProgress: OnProgress,
): Promise<Passed> {
  const { pcm } = wav;
  const analyser = new Analyser(pcm, wav.isFloat);
  const hash = pcmHash(pcm);
  const buffer = Buffer.alloc(READ_FRAMES * frameBytes(pcm));
  const file = openSync(path, "r");
  try {
    for (let done = 0; done < wav.dataBytes; ) {
      const wanted = Math.min(buffer.length, wav.dataBytes - done);
      const chunk = buffer.subarray(0, readSync(file, buffer, 0, wanted, wav.dataOffset + done));
      if (chunk.length < wanted)
        throw new MediaRefused("truncated", "The file is cut off. Please export or copy it again.");
      // WAV is unsigned at 8 bits, see pcm.ts.
      if (pcm.format === "s8") for (let i = 0; i < chunk.length; i++) chunk[i] = (chunk[i] ?? 0) ^ 0x80;
      hash.update(chunk);
      analyser.push(chunk);
      done += chunk.length;
      onProgress(done / wav.dataBytes);
      await setImmediate();
    }
  } finally {
    closeSync(file);
  }
  const { sampleRateHz, channels } = pcm;
  const { bitDepth, isFloat, frames, startSample } = wav;
  const sampleFormat = isFloat ? "float" : "int";
  const format: AudioFormat = {
    container,
    codec: "pcm",
    sampleRateHz,
    bitDepth,
    sampleFormat,
    channels,
    frames,
    startSample,
  };
  return { format, analyser, pcmSha256: hash.digest("hex") };
}

async function measureDecoded(
  path: string,
  claims: Exclude<Claims, { wav: WavHeader }>,
  limits: Limits,
  onProgress: OnProgress,
): Promise<Passed> {
  const file = await DecodedFile.open(path, claims, limits);
  try {
    const { pcm } = file;
    const analyser = new Analyser(pcm, file.format.sampleFormat === "float");
    const hash = pcmHash(pcm);
    const flac = "flac" in claims ? claims.flac : undefined;
    const md5 = flac?.md5 ? flacMd5(flac.bitDepth) : undefined;
    const packer = new Packer24();
    const pack = (samples: Uint8Array) => packer.pack(samples);
    const outcome = await file.forEachFrame(
      limits,
      (frame) => {
        const bytes = canonicalBytes(frame, pcm, pack);
        hash.update(bytes);
        md5?.update(bytes);
        analyser.push(bytes);
      },
      onProgress,
    );
    const { frames } = outcome;
    checkComplete(file, outcome, claims);
    if (md5 && md5.digest() !== flac?.md5) throw altered();
    const format: AudioFormat = { container: claims.container, ...file.format, frames };
    return { format, analyser, pcmSha256: hash.digest("hex") };
  } finally {
    await file.close();
  }
}

/** FLAC's MD5 covers samples right-justified in whole bytes: only depths like 20 bits differ from ours. */
function flacMd5(bitDepth: number) {
  const hash = createHash("md5");
  const shift = (8 - (bitDepth % 8)) % 8;
  const width = Math.ceil(bitDepth / 8);
  return {
    update(bytes: Uint8Array) {
      if (shift === 0) hash.update(bytes);
      else hash.update(shiftRight(bytes, width, shift));
    },
    digest: () => hash.digest("hex"),
  };
}

function shiftRight(bytes: Uint8Array, width: number, shift: number): Buffer {
  const shifted = Buffer.from(bytes);
  for (let at = 0; at < shifted.length; at += width) {
    shifted.writeIntLE(shifted.readIntLE(at, width) >> shift, at, width);
  }
  return shifted;
}
