import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { type WavFields, wav } from "../server/audio/testing/synthesise.ts";

const pcm = { sampleRateHz: 48_000, channels: 2, bits: 24 };

/** Stereo noise of 24 bits at 48 kHz. */
export const noise = (frames: number, lies: Partial<WavFields> = {}) =>
  wav({ ...pcm, ...lies }, randomBytes(frames * 6));

/** Content per name, and what stands beside it once it is refused. `flac` is a good one, `maxMb` what is taken at most. */
export function hostileFiles(flac: Buffer, maxMb: number): Record<string, [Buffer, string]> {
  const cut = (whole: Buffer) => whole.subarray(0, whole.length >> 1);
  const isPlaylist = "This is a playlist that names other files, not audio. Drop the files themselves.";
  const tooLarge = `The file is ${maxMb + 1} MB; at most ${maxMb} MB are taken. Split it, or ask the studio to raise the limit.`;
  return {
    "empty.wav": [Buffer.alloc(0), "The file is empty. Export it again and drop it again."],
    "too large.wav": [Buffer.alloc((maxMb + 1) * 1_000_000), tooLarge],
    "cut off.wav": [
      cut(noise(48_000)),
      "The file is cut off: only 49 % of the audio that its header announces",
    ],
    "cut off.flac": [cut(flac), "The file is cut off: only"],
    "frames that lie.wav": [noise(4_800, { blockAlign: 4 }), "The file's header contradicts itself"],
    "rate that lies.flac": [withRate(flac, 96_000), "The file's header contradicts its audio"],
    "text in disguise.wav": [
      Buffer.from("This is not audio at all.\n".repeat(50)),
      "The name says audio, but what is inside is not audio that can be read.",
    ],
    "comments in disguise.wav": [
      Buffer.from("<!---->".repeat(150)),
      "The name says audio, but what is inside is not audio that can be read.",
    ],
    "program.exe": [randomBytes(100), ".exe is neither audio nor a document that can travel along."],
    "program in disguise.pdf": [
      Buffer.from("MZ\u0090\u0000\u0003"),
      "This is a program, whatever its name says.",
    ],
    "hls in disguise.wav": [Buffer.from("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n"), isPlaylist],
    "ffconcat in disguise.wav": [Buffer.from("ffconcat version 1.0\nfile /etc/passwd\n"), isPlaylist],
    "dash in disguise.wav": [
      Buffer.from('<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>'),
      isPlaylist,
    ],
    "stems\\..\\way out.wav": [
      noise(4_800),
      "The name has a slash in it, as if it were a path. Rename the file",
    ],
    "CON.wav": [noise(4_800), "The name is one that Windows keeps for itself. Rename the file"],
    "reads backwards\u202egnp.wav": [
      noise(4_800),
      "The name has characters in it that change the direction of reading.",
    ],
  };
}

export function writeAll(folder: string, files: Record<string, Buffer>): string[] {
  return Object.entries(files).map(([name, bytes]) => {
    fs.writeFileSync(`${folder}/${name}`, bytes);
    return `${folder}/${name}`;
  });
}

/** The rate stands in the first 20 of the 64 bits that begin at byte 18. */
function withRate(flac: Buffer, sampleRateHz: number) {
  const changed = Buffer.from(flac);
  const rest = changed.readBigUInt64BE(18) & ((1n << 44n) - 1n);
  changed.writeBigUInt64BE((BigInt(sampleRateHz) << 44n) | rest, 18);
  return changed;
}
