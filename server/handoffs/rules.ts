import type { FileKind } from "../files/schema.ts";

/** What the hand-off checks look at and say: pure, over measurements. */

export type Finding = {
  code: string;
  fileId: string | null;
  /** What was found, in figures, as a sentence that begins with the file's name where there is one. */
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
    truePeakDbtp: number | null;
    clippedRuns: { count: number; longestSamples: number };
    silent: boolean;
  } | null;
};

export type Spec = { sampleRateHz: number; bitDepth: number };

type Of = { id: string } | null;

/** To be mended, or acknowledged with a reason. */
export const ask = (code: string, of: Of, finding: string): Finding => ({
  code,
  fileId: of?.id ?? null,
  finding,
  advice: false,
});

export const advise = (code: string, of: Of, finding: string): Finding => ({
  ...ask(code, of, finding),
  advice: true,
});

export const block = (code: string, of: Of, finding: string): Finding => ({
  ...ask(code, of, finding),
  blocking: true,
});

/** What still stands in the way, given what was acknowledged. */
export function unacknowledged(
  findings: readonly Finding[],
  acknowledged: readonly { code: string; fileId: string | null }[],
): Finding[] {
  return findings.filter(
    (f) => !f.advice && (f.blocking || !acknowledged.some((a) => a.code === f.code && a.fileId === f.fileId)),
  );
}

type Dated = { kind: string; uploadedAt: Date };

/** The reference print: of several rough mixes the newest. */
export const referenceOf = <F extends Dated>(files: readonly F[]): F | undefined =>
  newestFirst(files.filter((f) => f.kind === "rough_mix"))[0];

const newestFirst = <F extends Dated>(files: readonly F[]) =>
  files.toSorted((a, b) => b.uploadedAt.getTime() - a.uploadedAt.getTime());

export const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
