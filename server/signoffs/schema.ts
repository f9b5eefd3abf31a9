import * as z from "zod";
import { Line, tooLong, Words } from "../words.ts";

export const GiveSignOff = z.object({
  revisionId: z.uuid(),
  /** The file that was heard: a decision names its file. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The newest revision the page knew of; a page that is out of date decides nothing. */
  newestSeenId: z.uuid(),
  /** Asked once more, when it is not the newest. */
  evenThoughOlder: z.boolean().default(false),
});
export type GiveSignOff = z.input<typeof GiveSignOff>;

export const RecordApprovedElsewhere = z.object({
  revisionId: z.uuid(),
  approvedBy: Line.min(2, "Who approved it?").max(200, tooLong),
});
export type RecordApprovedElsewhere = z.infer<typeof RecordApprovedElsewhere>;

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
