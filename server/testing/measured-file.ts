import type { Finding, Measured } from "../handoffs/rules.ts";

/** What the hand-off checks look at, without a database. */

export type Figures = NonNullable<Measured["report"]>;

export const spec = { sampleRateHz: 48_000, bitDepth: 24 };

let made = 0;

/** A file as it was measured, each newer than the one before and of another content; null is still being measured. */
export function measuredFile(
  kind: Measured["kind"],
  name: string,
  figures: Partial<Figures> | null = {},
  rest: Partial<Measured> = {},
): Measured {
  made += 1;
  return {
    id: `file ${made}`,
    name,
    kind,
    sha256: `content ${made}`,
    uploadedAt: new Date(made * 1000),
    report: figures && {
      engineVersion: 1,
      sampleRateHz: 48_000,
      bitDepth: 24,
      channels: 2,
      frames: 480_000,
      startSample: null,
      truePeakDbtp: -6,
      clippedRuns: { count: 0, longestSamples: 0 },
      silent: false,
      silenceHeadSamples: 0,
      silenceTailSamples: 0,
      ...figures,
    },
    ...rest,
  };
}

export const inBrief = (findings: readonly Finding[]) => findings.map(({ code, finding }) => [code, finding]);
