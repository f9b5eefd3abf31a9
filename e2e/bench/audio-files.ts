// Files that the portal has never seen: the same music behind a chunk that differs each time.
import { randomBytes, randomFillSync } from "node:crypto";
import fs from "node:fs";

const junkBytes = 32;

/** A WAV or FLAC like `from`, of the same samples and of bytes of its own. */
export function writeUnlike(from: string, to: string) {
  const bytes = fs.readFileSync(from);
  fs.writeFileSync(to, bytes.toString("latin1", 0, 4) === "fLaC" ? padded(bytes) : junked(bytes));
}

/** An application's block in front of the others; STREAMINFO, of 34 bytes, has to stay the first. */
function padded(flac: Buffer) {
  const [infoEnd, applicationBlock, isLast] = [4 + 4 + 34, 2, 0x80];
  const info = Buffer.from(flac.subarray(0, infoEnd));
  const type = applicationBlock | ((info[4] ?? 0) & isLast);
  info[4] = (info[4] ?? 0) & ~isLast;
  return Buffer.concat([
    info,
    Buffer.of(type, 0, 0, junkBytes),
    randomBytes(junkBytes),
    flac.subarray(infoEnd),
  ]);
}

function junked(wav: Buffer) {
  const head = Buffer.from(wav.subarray(0, 12));
  head.writeUInt32LE(head.readUInt32LE(4) + 8 + junkBytes, 4);
  return Buffer.concat([head, junkChunk(), wav.subarray(12)]);
}

function junkChunk() {
  const chunk = Buffer.alloc(8 + junkBytes, "JUNK");
  chunk.writeUInt32LE(junkBytes, 4);
  randomFillSync(chunk, 8);
  return chunk;
}

/** Noise at 24 bits and 96 kHz in stereo, as long as it takes to be of about this size. */
export function writeNoise(to: string, sizeBytes: number) {
  const [channels, rateHz, sampleBytes, blockBytes] = [2, 96_000, 3, 12 << 20];
  const frameBytes = channels * sampleBytes;
  const dataBytes = Math.floor(sizeBytes / frameBytes) * frameBytes;
  const format = Buffer.alloc(24, "fmt ");
  format.writeUInt32LE(16, 4);
  format.writeUInt16LE(1, 8);
  format.writeUInt16LE(channels, 10);
  format.writeUInt32LE(rateHz, 12);
  format.writeUInt32LE(rateHz * frameBytes, 16);
  format.writeUInt16LE(frameBytes, 20);
  format.writeUInt16LE(sampleBytes * 8, 22);
  const data = Buffer.alloc(8, "data");
  data.writeUInt32LE(dataBytes, 4);
  const head = Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVE"), junkChunk(), format, data]);
  head.writeUInt32LE(head.length - 8 + dataBytes, 4);
  const file = fs.openSync(to, "w");
  fs.writeSync(file, head);
  const block = Buffer.alloc(blockBytes);
  for (let left = dataBytes; left > 0; left -= blockBytes)
    fs.writeSync(file, randomFillSync(block), 0, Math.min(left, blockBytes));
  // Or what is measured next would share the disk with it.
  fs.fsyncSync(file);
  fs.closeSync(file);
}

/** Other bytes in the chunk that writeNoise put first. */
export function alterNoise(file: string) {
  const open = fs.openSync(file, "r+");
  fs.writeSync(open, randomBytes(junkBytes), 0, junkBytes, 12 + 8);
  fs.closeSync(open);
}
