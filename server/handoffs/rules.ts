import type { FileKind } from "../files/schema.ts";
import type { SetKind } from "./schema.ts";
import { trackKind } from "./words.ts";

/** The hand-off checks: pure, over measurements. Each finding names its file and says what was found, in figures. */

export type Finding = {
  code: string;
  fileId: string | null;
  /** What was found, as a sentence that begins with the file's name where there is one. */
  finding: string;
  /** Advice is shown and passes by itself; everything else is mended or acknowledged with a reason. */
  advice: boolean;
  /** Cannot be acknowledged: mend it. */
  blocking?: boolean;
};

export type Measured = {
  id: string;
  name: string;
  kind: FileKind;
  sha256: string;
  uploadedAt: Date;
  report: {
    sampleRateHz: number;
    bitDepth: number | null;
    channels: number;
    frames: number;
    startSample: number | null;
    integratedLufs: number | null;
    truePeakDbtp: number | null;
    samplePeakDbfs: number | null;
    clippedRuns: { count: number; longestSamples: number };
    silent: boolean;
    silenceHeadSamples: number;
  } | null;
};

export type Spec = { sampleRateHz: number; bitDepth: number };

export type Beside = {
  /** How far the sum of the stems at unity lies from the rough mix; null while it is being compared. */
  sum: { referenceName: string; residualDb: number } | "failed" | null;
  /** The file names that a track sheet lists, where there is one. */
  sheet: { fileId: string; names: readonly string[] } | null;
  /** The names of files that are on their way into the set. */
  arriving: readonly string[];
};

/** The reference print: of several rough mixes the newest. */
export const referenceOf = <F extends { kind: string; uploadedAt: Date }>(
  files: readonly F[],
): F | undefined =>
  files
    .filter((f) => f.kind === "rough_mix")
    .toSorted((a, b) => b.uploadedAt.getTime() - a.uploadedAt.getTime())[0];

const khz = (hz: number) => `${hz / 1000} kHz`;

export function checkSet(kind: SetKind, files: readonly Measured[], spec: Spec, beside: Beside): Finding[] {
  const tracks = files.filter((f) => f.kind === "multitrack" || f.kind === "stem");
  const own = tracks.filter((t) => t.kind === trackKind[kind]);
  const reference = referenceOf(files);
  return [
    ...nature(kind, own, tracks),
    ...roughMix(files),
    ...arriving(beside.arriving),
    ...rates(tracks, spec),
    ...commonStart(tracks),
    ...duplicates(tracks),
    ...tracks.flatMap(damage),
    ...missing(tracks, beside.sheet),
    ...(kind === "stems" && own.length > 0 && reference
      ? sums(beside.sum, oneRate([...own, reference]))
      : []),
  ];
}

export function checkPremaster(file: Measured, spec: Spec): Finding[] {
  const { report } = file;
  if (!report)
    return [
      {
        code: "not_measured",
        fileId: file.id,
        finding: `${file.name} is still being measured.`,
        advice: false,
        blocking: true,
      },
    ];
  const findings = [...rates([file], spec), ...damage(file)];
  if (report.bitDepth !== null && report.bitDepth < spec.bitDepth) {
    findings.push({
      code: "depth",
      fileId: file.id,
      finding: `${file.name} has ${report.bitDepth} bits; the project asks for ${spec.bitDepth}.`,
      advice: false,
    });
  }
  if (report.bitDepth === null)
    findings.push({
      code: "lossy",
      fileId: file.id,
      finding: `${file.name} is a lossy file; a premaster should be lossless.`,
      advice: false,
    });
  if (report.channels !== 2)
    findings.push({
      code: "channels",
      fileId: file.id,
      finding: `${file.name} has ${report.channels} channel${report.channels === 1 ? "" : "s"}, not two.`,
      advice: false,
    });
  const peak = report.truePeakDbtp;
  if (peak !== null && peak > -3) {
    findings.push({
      code: "headroom",
      fileId: file.id,
      finding: `${file.name} peaks at ${peak.toFixed(1)} dBTP; about 3 dB of headroom leave mastering room.`,
      advice: true,
    });
  }
  return findings;
}

/** What still stands in the way, given what was acknowledged. */
export function unacknowledged(
  findings: readonly Finding[],
  acknowledged: readonly { code: string; fileId: string | null }[],
): Finding[] {
  return findings.filter(
    (f) => !f.advice && (f.blocking || !acknowledged.some((a) => a.code === f.code && a.fileId === f.fileId)),
  );
}

/** Whether the set is of the kind that it is handed off as. */
function nature(kind: SetKind, own: readonly Measured[], tracks: readonly Measured[]): Finding[] {
  const strays = tracks.length - own.length;
  if (own.length > 0) {
    return tracks
      .filter((t) => !own.includes(t))
      .map((t) => ({
        code: "kind",
        fileId: t.id,
        finding: `${t.name} lies here as a ${t.kind}, in a set of ${kind}.`,
        advice: false,
      }));
  }
  const other = kind === "stems" ? "multitrack" : "stem";
  const besides = strays === 0 ? "" : ` What lies here is ${strays} ${other}${strays === 1 ? "" : "s"}.`;
  return [
    {
      code: "empty_set",
      fileId: null,
      finding: `There are no ${kind} in this set yet.${besides}`,
      advice: false,
      blocking: true,
    },
  ];
}

function roughMix(files: readonly Measured[]): Finding[] {
  const all = files.filter((f) => f.kind === "rough_mix");
  const reference = referenceOf(files);
  if (!reference)
    return [
      { code: "no_rough_mix", fileId: null, finding: "No rough mix lies beside the set.", advice: false },
    ];
  if (all.length === 1) return [];
  return [
    {
      code: "rough_mixes",
      fileId: reference.id,
      finding: `${reference.name} is the newest of ${all.length} rough mixes: the set is compared with it.`,
      advice: true,
    },
  ];
}

const arriving = (names: readonly string[]): Finding[] =>
  [...new Set(names)].map((name) => ({
    code: `arriving:${name}`,
    fileId: null,
    finding: `${name} is still on its way into the set.`,
    advice: false,
  }));

function rates(files: readonly Measured[], spec: Spec): Finding[] {
  return files.flatMap((f) =>
    f.report && f.report.sampleRateHz !== spec.sampleRateHz
      ? [
          {
            code: "rate",
            fileId: f.id,
            finding: `${f.name} runs at ${khz(f.report.sampleRateHz)}; the project at ${khz(spec.sampleRateHz)}.`,
            advice: false,
          },
        ]
      : [],
  );
}

/**
 * What says that the tracks begin together: the timestamps, where every track carries one, however long it is; else
 * their equal length. Zero everywhere is what programs write that do not set the field, so it is no evidence; beside
 * a track that says another time it is a time like any other.
 */
function commonStart(tracks: readonly Measured[]): Finding[] {
  const measured = tracks.filter(isMeasured);
  const stamped = measured.filter(isStamped);
  const saysTimes = stamped.length === tracks.length && stamped.some((t) => t.report.startSample > 0);
  return saysTimes ? starts(stamped) : lengths(measured);
}

type MeasuredTrack = Measured & { report: NonNullable<Measured["report"]> };
type StampedTrack = MeasuredTrack & { report: { startSample: number } };
const isMeasured = (t: Measured): t is MeasuredTrack => t.report !== null;
const isStamped = (t: MeasuredTrack): t is StampedTrack => t.report.startSample !== null;

const lengthSeconds = ({ report }: MeasuredTrack) => report.frames / report.sampleRateHz;
const startSeconds = ({ report }: StampedTrack) => report.startSample / report.sampleRateHz;

/** Each is compared with a track of the start that most have, to half a sample. */
function starts(tracks: readonly StampedTrack[]): Finding[] {
  const together = (t: StampedTrack) => tracks.filter((o) => startSeconds(o) === startSeconds(t)).length;
  const usual = tracks.reduce((a, t) => (together(t) > together(a) ? t : a));
  return tracks.flatMap((t) => {
    const lateSeconds = startSeconds(t) - startSeconds(usual);
    if (Math.abs(lateSeconds) * t.report.sampleRateHz < 0.5) return [];
    return [
      {
        code: "start",
        fileId: t.id,
        finding: `${t.name} starts ${differenceText(lateSeconds)} ${usual.name}, by their timestamps.`,
        advice: false,
      },
    ];
  });
}

/** A few samples still show. */
function differenceText(lateSeconds: number) {
  const seconds = Math.abs(lateSeconds);
  return `${seconds.toFixed(seconds < 0.01 ? 6 : 3)} s ${lateSeconds > 0 ? "after" : "before"}`;
}

function lengths(tracks: readonly MeasuredTrack[]): Finding[] {
  const longest = Math.max(...tracks.map(lengthSeconds));
  return tracks
    .filter((t) => longest - lengthSeconds(t) > 0.0005)
    .map((t) => ({
      code: "length",
      fileId: t.id,
      finding: `${t.name} is ${lengthSeconds(t).toFixed(3)} s long, the longest ${longest.toFixed(3)} s: it may not start where the others do.`,
      advice: false,
    }));
}

function duplicates(tracks: readonly Measured[]): Finding[] {
  const first = new Map<string, Measured>();
  return tracks.flatMap((t) => {
    const same = first.get(t.sha256);
    if (!same) {
      first.set(t.sha256, t);
      return [];
    }
    return [
      {
        code: "duplicate",
        fileId: t.id,
        finding: `${t.name} is the same file as ${same.name}.`,
        advice: false,
      },
    ];
  });
}

function damage(f: Measured): Finding[] {
  if (!f.report)
    return [
      {
        code: "not_measured",
        fileId: f.id,
        finding: `${f.name} is still being measured.`,
        advice: false,
        blocking: true,
      },
    ];
  const { silent, clippedRuns } = f.report;
  if (silent)
    return [
      { code: "silent", fileId: f.id, finding: `${f.name} is silent from start to end.`, advice: false },
    ];
  if (clippedRuns.count === 0) return [];
  const runs = `${clippedRuns.count} clipped run${clippedRuns.count === 1 ? "" : "s"}`;
  return [
    {
      code: "clipping",
      fileId: f.id,
      finding: `${f.name} has ${runs}, the longest of ${clippedRuns.longestSamples} samples.`,
      advice: false,
    },
  ];
}

function missing(tracks: readonly Measured[], sheet: Beside["sheet"]): Finding[] {
  if (!sheet) return [];
  const present = new Set(tracks.map((t) => bare(t.name)));
  return sheet.names
    .filter((name) => !present.has(bare(name)))
    .map((name) => ({
      code: `missing:${bare(name)}`,
      fileId: sheet.fileId,
      finding: `${name} is on the track sheet and not in the set.`,
      advice: false,
    }));
}

/** One name a line; numbering, tabs and what follows them are the sheet's own. */
export function namesOnSheet(text: string): string[] {
  const names = text
    .split(/\r?\n/)
    .map((line) => (line.split("\t")[0] ?? "").trim())
    .filter((line) => /\.(wav|aif|aiff|flac|w64|caf)$/i.test(line));
  return [...new Map(names.map((name) => [bare(name), name])).values()];
}

const bare = (name: string) =>
  name
    .replace(/\.(wav|aif|aiff|flac|w64|caf|mp3|m4a)$/i, "")
    .trim()
    .toLowerCase();

const sumLimitDb = -60;

const oneRate = (files: readonly Measured[]) => new Set(files.map((f) => f.report?.sampleRateHz)).size === 1;

function sums(sum: Beside["sum"], comparable: boolean): Finding[] {
  if (!comparable) {
    return [
      {
        code: "sum",
        fileId: null,
        finding: "The stems cannot be summed against the rough mix: they run at different rates.",
        advice: false,
      },
    ];
  }
  if (!sum)
    return [
      {
        code: "sum_pending",
        fileId: null,
        finding: "The sum of the stems is still being compared with the rough mix.",
        advice: false,
        blocking: true,
      },
    ];
  if (sum === "failed")
    return [
      {
        code: "sum",
        fileId: null,
        finding:
          "The stems could not be compared with the rough mix, after several tries. Listen to both; setting a file aside and bringing it back compares them once more.",
        advice: false,
      },
    ];
  if (sum.residualDb <= sumLimitDb) return [];
  return [
    {
      code: "sum",
      fileId: null,
      finding: `The stems at unity do not sum to ${sum.referenceName}: what is left lies ${Math.abs(sum.residualDb).toFixed(1)} dB ${sum.residualDb > 0 ? "above" : "below"} it.`,
      advice: false,
    },
  ];
}
