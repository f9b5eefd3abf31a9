// Whether the audio that was decoded is all that its container announced.
import type { DecodedFile, DecodeOutcome } from "./decode.ts";
import type { FlacStreamInfo } from "./flac-header.ts";
import type { Claims } from "./inspect.ts";
import type { PcmFormat } from "./pcm.ts";
import { MediaRefused } from "./refusal.ts";

const BAD_PACKETS_TOLERATED = 0.01;
/** Encoder delay and padding, which containers count differently. */
const LOSSY_TOLERANCE_FRAMES = 8192;

export function checkComplete(file: DecodedFile, outcome: DecodeOutcome, claims: Claims): void {
  const flac = "flac" in claims ? claims.flac : undefined;
  if (flac) checkStreamInfo(flac, file.pcm);
  const { frames, badPackets, packets } = outcome;
  const isLossy = file.format.sampleFormat === "lossy";
  if (frames === 0 && packets === 0) throw new MediaRefused("empty", "The file has a header but no audio.");
  const claimed = announcedFrames(file, claims);
  const missing = claimed === null ? 0 : claimed - frames;
  // The MD5, which measuring compares, says more than a decoder's complaints about what follows the last frame.
  if (flac?.md5 && missing === 0) return;
  const hasGap = flac !== undefined && outcome.endFrame > frames;
  if (!isLossy && (outcome.recovered || hasGap)) throw altered();
  if (missing > (isLossy ? LOSSY_TOLERANCE_FRAMES : 0) || outcome.readError) {
    const share =
      claimed === null
        ? ""
        : `: only ${Math.floor((frames / claimed) * 100)} % of the announced audio is there`;
    throw new MediaRefused("truncated", `The file is cut off${share}. Please export or copy it again.`);
  }
  if (!isLossy && (missing < 0 || badPackets > 0)) throw altered();
  if (frames === 0 || badPackets > packets * BAD_PACKETS_TOLERATED) {
    throw new MediaRefused("unreadable", "The file is damaged and cannot be read. Please export it again.");
  }
}

export function altered(): MediaRefused {
  const reason =
    "The audio is not what its checksum says: the file was damaged or changed after it was made. Please export or copy it again.";
  return new MediaRefused("altered", reason);
}

/** Null where the container states no length. */
function announcedFrames(file: DecodedFile, claims: Claims): number | null {
  if ("wav" in claims) return claims.wav.frames;
  if ("flac" in claims) return claims.flac.frames;
  return claims.countsFrames ? file.claimedFrames : null;
}

/** FFmpeg believes the frames, so a header that says otherwise goes unnoticed there. */
function checkStreamInfo(claimed: FlacStreamInfo, found: PcmFormat): void {
  if (claimed.sampleRateHz === found.sampleRateHz && claimed.channels === found.channels) return;
  const reason =
    "The file's header contradicts its audio about sample rate or channels. Please export it again.";
  throw new MediaRefused("lying_header", reason);
}
