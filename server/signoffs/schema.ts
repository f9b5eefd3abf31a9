import * as z from "zod";
import { Line, tooLong } from "../words.ts";

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

export const ApprovedBy = Line.min(2, "Who approved it?").max(200, tooLong);

export const RecordApprovedElsewhere = z.object({ revisionId: z.uuid(), approvedBy: ApprovedBy });
export type RecordApprovedElsewhere = z.infer<typeof RecordApprovedElsewhere>;
