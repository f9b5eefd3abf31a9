import * as z from "zod";

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
  approvedBy: z.string().trim().min(2, "Who approved it?").max(200),
});
export type RecordApprovedElsewhere = z.infer<typeof RecordApprovedElsewhere>;

export const WithdrawSignOff = z.object({
  signOffId: z.uuid(),
  reason: z.string().trim().max(500).default(""),
});
export type WithdrawSignOff = z.input<typeof WithdrawSignOff>;

export const ReopenWork = z.object({
  workItemId: z.uuid(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
export type ReopenWork = z.infer<typeof ReopenWork>;
