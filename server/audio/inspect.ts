// What a file claims to be, checked before any decoder sees it.
import type { Reader } from "./file-reader.ts";
import { type FlacStreamInfo, parseFlac } from "./flac-header.ts";
import { checkClaims, type Limits } from "./limits.ts";
import { mp3FrameBytes, statesFrameCount } from "./mp3-header.ts";
import { MediaRefused } from "./refusal.ts";
import { id3End, sniff } from "./sniff.ts";
import type { AudioContainer } from "./types.ts";
import { parseWav, type WavHeader } from "./wav.ts";

export type Claims =
  | { container: "wav" | "rf64" | "w64"; wav: WavHeader }
  | { container: "flac"; flac: FlacStreamInfo }
  | {
      container: Exclude<AudioContainer, "wav" | "rf64" | "w64" | "flac">;
      /** Whether the container's length is a statement that the audio can be held against. */
      countsFrames: boolean;
    };

export async function inspect(reader: Reader, limits: Limits): Promise<Claims> {
  const container = await audioContainer(reader);
  switch (container) {
    case "wav":
    case "rf64":
    case "w64":
      return { container, wav: await parseWav(reader, container, limits) };
    case "flac": {
      const flac = await parseFlac(reader, await id3End(reader));
      checkClaims(flac, limits);
      return { container, flac };
    }
    case "mp3":
      return { container, countsFrames: await mp3CountsFrames(reader) };
    case "ogg":
      await checkOggEnds(reader);
      return { container, countsFrames: true };
    case "mp4":
      await checkBoxesFit(reader);
      return { container, countsFrames: true };
    case "aiff":
    case "caf":
      return { container, countsFrames: true };
  }
}

async function audioContainer(reader: Reader): Promise<AudioContainer> {
  const sniffed = await sniff(reader);
  switch (sniffed.kind) {
    case "audio":
      return sniffed.container;
    case "empty":
      throw new MediaRefused("empty", "The file is empty.");
    case "playlist":
      throw new MediaRefused(
        "playlist",
        "The file is a playlist that points to other files. Please send the audio itself.",
      );
    case "document":
    case "program":
    case "unknown":
      throw new MediaRefused(
        "not_audio",
        "The file's content is not audio of a known kind, whatever its name says.",
      );
  }
}

async function mp3CountsFrames(reader: Reader): Promise<boolean> {
  const start = await id3End(reader);
  const frame = await reader.read(start, 64);
  return mp3FrameBytes(frame) !== undefined && statesFrameCount(frame);
}

const OGG_TAIL_BYTES = 65_536 + 307;
const OGG_HEADER_BYTES = 27;
const OGG_LAST_PAGE = 4;

/** An Ogg stream says on its last page that it is the last, and every page says how long it is. */
async function checkOggEnds(reader: Reader): Promise<void> {
  const from = Math.max(0, reader.size - OGG_TAIL_BYTES);
  const tail = await reader.read(from, OGG_TAIL_BYTES);
  const at = tail.lastIndexOf("OggS");
  const segments = at < 0 ? 0 : (tail[at + OGG_HEADER_BYTES - 1] ?? 0);
  const sizes = tail.subarray(at + OGG_HEADER_BYTES, at + OGG_HEADER_BYTES + segments);
  const pageBytes = OGG_HEADER_BYTES + segments + sizes.reduce((sum, size) => sum + size, 0);
  const isLast = at >= 0 && ((tail[at + 5] ?? 0) & OGG_LAST_PAGE) !== 0;
  if (isLast && sizes.length === segments && at + pageBytes <= tail.length) return;
  throw new MediaRefused(
    "truncated",
    "The file is cut off: its last part is missing. Please export or copy it again.",
  );
}

const MAX_BOXES = 10_000;

/** An MP4 whose index stands at its end is unreadable when cut off; the sizes of its boxes tell why. */
async function checkBoxesFit(reader: Reader): Promise<void> {
  let offset = 0;
  for (let count = 0; count < MAX_BOXES && offset + 8 <= reader.size; count++) {
    const head = await reader.read(offset, 16);
    const isLong = head.readUInt32BE(0) === 1 && head.length === 16;
    const size = isLong ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
    if (size === 0) return;
    if (size < 8)
      throw new MediaRefused("unreadable", "The file is damaged and cannot be read. Please export it again.");
    offset += size;
  }
  if (offset <= reader.size) return;
  throw new MediaRefused(
    "truncated",
    "The file is cut off: its last part is missing. Please export or copy it again.",
  );
}
