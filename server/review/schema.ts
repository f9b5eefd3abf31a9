import * as z from "zod";
import { tooLong, Words } from "../words.ts";

export const words = Words.min(1, "Write a few words.").max(5_000, tooLong);
const sample = z.int().nonnegative().max(2_147_483_647);

export const place = {
  startSample: sample.nullable().default(null),
  endSample: sample.nullable().default(null),
};
export const ordered = (p: { startSample: number | null; endSample: number | null }) =>
  p.endSample === null || (p.startSample !== null && p.endSample > p.startSample);
export const orderedWords = "A range ends after it starts.";

export const AddNote = z
  .object({ revisionId: z.uuid(), kind: z.enum(["request", "praise", "answer"]), words, ...place })
  .refine(ordered, orderedWords);
export type AddNote = z.input<typeof AddNote>;

export const ReplyToNote = z.object({ noteId: z.uuid(), words });
export type ReplyToNote = z.infer<typeof ReplyToNote>;

export const OfNote = z.object({ noteId: z.uuid() });
export type OfNote = z.infer<typeof OfNote>;

export const Answer = z
  .object({
    noteId: z.uuid(),
    outcome: z.enum(["answered", "declined"]),
    words: Words.max(2_000, tooLong),
  })
  .refine((a) => a.outcome === "answered" || a.words.length > 0, "Say why it is declined.");
export type Answer = z.infer<typeof Answer>;

const answers = z
  .array(Answer)
  .max(500)
  .refine((given) => new Set(given.map((a) => a.noteId)).size === given.length, "Answer each note once.")
  .default([]);

export const SendRevision = z.object({
  workItemId: z.uuid(),
  fileId: z.uuid(),
  changeNote: Words.min(1, "Say what changed, in a sentence.").max(5_000, tooLong),
  offsetSamples: z.int().min(-100_000_000).max(100_000_000).default(0),
  answers,
});
export type SendRevision = z.input<typeof SendRevision>;

export const SupplyMix = z.object({
  songId: z.uuid(),
  fileId: z.uuid(),
  changeNote: Words.max(5_000, tooLong).default(""),
  answers,
});
export type SupplyMix = z.input<typeof SupplyMix>;

export const SetOffset = z.object({
  revisionId: z.uuid(),
  offsetSamples: z.int().min(-100_000_000).max(100_000_000),
});
export type SetOffset = z.infer<typeof SetOffset>;

export const OfRevision = z.object({ revisionId: z.uuid() });
export type OfRevision = z.infer<typeof OfRevision>;

export const TakeBack = z.object({ workItemId: z.uuid() });
export type TakeBack = z.infer<typeof TakeBack>;
