/*
 * What the media child can do, each declared here alone: its name, its input, its answer and what runs. Whoever calls
 * knows the types only (see pool.ts), because this file loads FFmpeg.
 */
import type { Limits } from "./limits.ts";
import { writeListeningCopy } from "./listening-copy.ts";
import { measureFile } from "./measure.ts";
import { sniffFile } from "./sniff.ts";
import { measureSumResidual } from "./sum-residual.ts";
import type { ListeningCopy, Measured, Sniffed, SumResidual } from "./types.ts";

export type Bounds = { limits: Limits; onProgress: (fraction: number) => void };

/** An operation that writes names its file `out`: whole and synced with the answer, and gone with a refusal. */
type Operation = (input: never, bounds: Bounds) => Promise<{ ok: true }>;

export const operations = {
  /** What the first bytes of the file at `path` say that it is. */
  sniff: async ({ path }: { path: string }): Promise<{ ok: true; sniffed: Sniffed }> => ({
    ok: true,
    sniffed: await sniffFile(path),
  }),

  /** Report, PCM hash and format of the file at `path`; writes its waveform (peaks-format.ts) to `out`. */
  measure: (
    { path, out }: { path: string; out: string },
    { limits, onProgress }: Bounds,
  ): Promise<Measured> => measureFile(path, out, limits, onProgress),

  /** Writes AAC in MP4 to `out`, on the timeline of the file at `path`; `frames` counts at the copy's rate. */
  listen: (
    { path, out }: { path: string; out: string },
    { limits, onProgress }: Bounds,
  ): Promise<ListeningCopy> => writeListeningCopy(path, out, limits, onProgress),

  /** Null test: how far the stems at unity lie from the reference print, from sample 0. All must run at one rate. */
  sum: (
    { stems, reference }: { stems: readonly string[]; reference: string },
    { limits, onProgress }: Bounds,
  ): Promise<SumResidual> => measureSumResidual(stems, reference, limits, onProgress),
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export type InputOf<K extends OperationName> = Parameters<(typeof operations)[K]>[0];
export type AnswerOf<K extends OperationName> = Awaited<ReturnType<(typeof operations)[K]>>;
