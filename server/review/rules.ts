import type { Permission } from "../access/permissions.ts";
import type { AnswerOutcome, NoteKind, Stage } from "../generated/prisma/client.ts";
import { asks } from "./words.ts";

/** Who sends the revisions of a stage, and may say more about them. */
export const sendPermission = {
  mixing: "mix.send",
  mastering: "master.send",
} as const satisfies Partial<Record<Stage, Permission>>;

export const hasRevisions = (stage: Stage): stage is keyof typeof sendPermission => stage in sendPermission;

/** Where there are no revisions, whoever sees the work is told so. */
export const toSend = ({ stage }: { stage: Stage }): Permission =>
  hasRevisions(stage) ? sendPermission[stage] : "project.see";

/** Opening a blocking request again holds the song as sending it did. */
export const reopenPermission = {
  note: "note.add",
  blocking: "request.send",
} as const satisfies Record<string, Permission>;

export const notePermission = {
  request: "note.add",
  praise: "note.add",
  answer: "work.start",
} as const satisfies Record<Exclude<NoteKind, "mix_revision_request">, Permission>;

/** Who says what becomes of a note: who wrote it; of mastering's request, once its author masters no longer, whoever does. */
export const closersOf = (
  { kind, authorId }: { kind: NoteKind; authorId: string },
  masters: readonly string[],
): readonly string[] =>
  kind !== "mix_revision_request" || masters.length === 0 || masters.includes(authorId)
    ? [authorId]
    : masters;

export type NoteState = "open" | "answered" | "declined" | "resolved" | "said";

type Told = {
  kind: NoteKind;
  resolutions: { reopening: unknown }[];
  answers: { outcome: AnswerOutcome; at: Date; sentBack: unknown }[];
};

/** Resolved by who asked beats everything; else the latest answer counts unless it was sent back; praise and answers are said. */
export function noteState({ kind, resolutions, answers }: Told): NoteState {
  if (!asks(kind)) return "said";
  if (standingResolution(resolutions)) return "resolved";
  return standingAnswer(answers)?.outcome ?? "open";
}

/** Who asked is content, and did not open it again since. */
export const standingResolution = <R extends { reopening: unknown }>(
  resolutions: readonly R[],
): R | undefined => resolutions.find((r) => !r.reopening);

type Placed = { id: string; stage: Stage; number: number; offsetSamples: number; sampleRateHz: number };

/**
 * Where each revision's sample 0 lies on the song's own line, in seconds: the sum of the offsets up to it. Masters go on
 * from the mix that they were made from (the last one, here), so that a note can be heard at its place on any of them.
 */
export function timeline(revisions: readonly Placed[]): Map<string, number> {
  const at = new Map<string, number>();
  let seconds = 0;
  const mixes = revisions.filter((r) => r.stage === "mixing").toSorted((a, b) => a.number - b.number);
  const masters = revisions.filter((r) => r.stage === "mastering").toSorted((a, b) => a.number - b.number);
  for (const r of [...mixes, ...masters]) {
    seconds += r.offsetSamples / r.sampleRateHz;
    at.set(r.id, seconds);
  }
  return at;
}

/** Numbered over the whole song as they were written, so that "note 4" is one note whichever revision is heard. */
export function noteNumbers(notes: readonly { id: string; createdAt: Date }[]): Map<string, number> {
  const written = notes.toSorted(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  return new Map(written.map((n, i) => [n.id, i + 1]));
}

/** A note lies inside its revision. */
export function liesInside(frames: bigint, place: { startSample: number | null; endSample: number | null }) {
  return (place.startSample ?? 0) < frames && (place.endSample ?? 0) <= frames;
}

/** What was asked is answered by its latest answer, unless that one was sent back. */
const standingAnswer = <A extends { at: Date; sentBack: unknown }>(answers: readonly A[]) =>
  answers
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, 1)
    .find((a) => !a.sentBack);

/** What was asked has an answer that stands. */
export const isAnswered = ({ answers }: { answers: readonly { at: Date; sentBack: unknown }[] }) =>
  standingAnswer(answers) !== undefined;
