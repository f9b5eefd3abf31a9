import type { PrintFile } from "@/components/review/review-types.ts";
import type { Finding } from "@/server/handoffs/rules.ts";

type Spec = { sampleRateHz: number; bitDepth: number };

const khz = (hz: number | undefined) => `${(hz ?? 0) / 1000} kHz`;

/** What the checks found in a supplied mix, for somebody who only exported it: what it is, and what would be better. */
export function plainFinding({ code, finding }: Finding, { name, report }: PrintFile, spec: Spec): string {
  switch (code) {
    case "not_measured":
      return `${name} is still being checked.`;
    case "rate":
      return `${name} was exported at ${khz(report?.sampleRateHz)}, and this project works at ${khz(spec.sampleRateHz)}. Better is an export at ${khz(spec.sampleRateHz)}.`;
    case "depth":
      return `${name} was exported with ${report?.bitDepth} bits, and this project works with ${spec.bitDepth}. Better is an export with ${spec.bitDepth} bits.`;
    case "lossy":
      return `${name} is a compressed file, as MP3s are: part of the sound is lost for good. Better is the same mix as WAV, AIFF or FLAC.`;
    case "channels":
      return report?.channels === 1
        ? `${name} has one channel for both ears. Better is an export in stereo.`
        : `${name} has ${report?.channels} channels. Better is an export in stereo.`;
    case "silent":
      return `There is no sound in ${name}.`;
    case "head":
      return `${finding} If the song is meant to begin later, say so.`;
    case "tail":
      return `${finding} If the song is meant to fade that long, say so.`;
    case "clipping":
      return `${name} is so loud in places that the sound is cut off there, which can crackle. Better is a quieter export.`;
    case "headroom":
      return `${name} is nearly as loud as a file can be. A quieter export leaves mastering more room; this one will do, too.`;
    default:
      return finding;
  }
}
