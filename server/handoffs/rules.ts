import type { Permission } from "../access/permissions.ts";
import type { FileKind } from "../files/schema.ts";
import type { HandOffOutcome, HandOffSettlement, SetKind } from "../generated/prisma/client.ts";

/** What the hand-off checks look at and say: pure, over measurements. */

/** Who hands a mix to mastering, by where it was made. */
export const offerPermission = {
  mixed: "mix.send",
  supplied: "premaster.upload",
} as const satisfies Record<string, Permission>;

/** Who accepts a hand-off or returns it, by what it passes. */
export const receivePermission = {
  multitracks: "set.receive",
  stems: "set.receive",
  premaster: "premaster.receive",
} as const satisfies Record<SetKind, Permission>;

export const takePermission = {
  multitracks: "set.download",
  stems: "set.download",
  premaster: "mix.download",
} as const satisfies Record<SetKind, Permission>;

export type HandOffState = "offered" | HandOffOutcome;

/** It is offered until it is settled. */
export const settled = (settlement: HandOffSettlement | null) => ({
  state: (settlement?.outcome ?? "offered") as HandOffState,
  settledById: settlement?.byId ?? null,
  settledAt: settlement?.at ?? null,
  reasons: settlement?.reasons ?? null,
});

export type Finding = {
  code: string;
  fileId: string | null;
  /** The version of the file's report that was read. */
  reportVersion: number | null;
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
    engineVersion: number;
    sampleRateHz: number;
    bitDepth: number | null;
    channels: number;
    frames: number;
    startSample: number | null;
    truePeakDbtp: number | null;
    clippedRuns: { count: number; longestSamples: number };
    silent: boolean;
    silenceHeadSamples: number;
    silenceTailSamples: number;
  } | null;
};

export type Spec = { sampleRateHz: number; bitDepth: number };

type Of = { id: string; report?: { engineVersion: number } | null } | null;

/** To be mended, or acknowledged with a reason. */
export const ask = (code: string, of: Of, finding: string): Finding => ({
  code,
  fileId: of?.id ?? null,
  reportVersion: of?.report?.engineVersion ?? null,
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

/** A document that says which files there should be, and what it says, or why it could not be read. */
export type Sheet = { id: string; name: string } & ({ tracks: readonly string[] } | { unread: string });

type Dated = { kind: FileKind; uploadedAt: Date };

const namesSheet = /(track|channel|input|stem|file)s?[ _.-]*(sheet|list)/i;

/** Track sheets are known by their names. The newest that can be read as text is the one to compare with. */
export const sheetsOf = <F extends Dated & { name: string }>(files: readonly F[]): F[] =>
  newestFirst(files.filter((f) => f.kind === "document" && namesSheet.test(f.name))).toSorted(
    (a, b) => Number(isReadable(b)) - Number(isReadable(a)),
  );

export const isReadable = ({ name }: { name: string }) => /\.(txt|csv|tsv|md)$/i.test(name);

const newestFirst = <F extends Dated>(files: readonly F[]) =>
  files.toSorted((a, b) => b.uploadedAt.getTime() - a.uploadedAt.getTime());

export const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

const audioEnding = /\.(wave?|bwf|rf64|w64|aif[cf]?|aiff|flac|caf|mp3|m4a|ogg|opus)$/i;

/** One name, however it is typed: with or without its ending, in capitals or not, composed or not. */
export const bareName = (name: string) =>
  name.normalize("NFC").trim().replace(audioEnding, "").trim().toLowerCase();

/** "Kick_In-1" and "kick in 1": programs put other signs where a file's name may have none. */
export const looseName = (name: string) =>
  bareName(name)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();

/** Programs put a track's number before its name. */
export const unnumberedName = (name: string) => looseName(name).replace(/^\d{1,3} (?=.)/, "");
