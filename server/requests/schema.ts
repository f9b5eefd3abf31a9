import * as z from "zod";
import { ordered, orderedWords, place, words } from "../review/schema.ts";
import { requestConcerns } from "../review/words.ts";
import { tooLong, Words } from "../words.ts";

export const SendRequest = z
  .object({
    revisionId: z.uuid(),
    nature: z.enum(["defect", "taste", "question"]),
    words,
    concerns: z.array(z.enum(requestConcerns)).max(requestConcerns.length).default([]),
    suggestion: Words.max(1_000, tooLong).default(""),
    blocking: z.boolean(),
    ...place,
  })
  .refine(ordered, orderedWords)
  .refine(
    (r) => !(r.blocking && r.nature === "question"),
    "A question does not hold mastering; make it a defect or a matter of taste to block.",
  );
export type SendRequest = z.input<typeof SendRequest>;

export const SendBackAnswer = z.object({ answerId: z.uuid(), words });
export type SendBackAnswer = z.infer<typeof SendBackAnswer>;

export const WithdrawSignOff = z.object({
  signOffId: z.uuid(),
  reason: Words.max(500, tooLong).default(""),
});
export type WithdrawSignOff = z.input<typeof WithdrawSignOff>;

export const ReopenWork = z.object({
  workItemId: z.uuid(),
  reason: Words.min(3, "Say why, in a few words.").max(500, tooLong),
  /** The page said that the master made from this mix is superseded with it. */
  masterToo: z.boolean().default(false),
});
export type ReopenWork = z.input<typeof ReopenWork>;
