import * as z from "zod";
import { tooLong, Words } from "../words.ts";

export const SetDueDate = z.object({
  workItemId: z.uuid(),
  dueOn: z.iso.date("A date such as 2027-01-31.").nullable(),
});
export type SetDueDate = z.infer<typeof SetDueDate>;

export const OfWorkItem = z.object({ workItemId: z.uuid() });
export type OfWorkItem = z.infer<typeof OfWorkItem>;

const reason = Words.min(3, "Say why, in a few words.").max(500, tooLong);
export const WithReason = OfWorkItem.extend({ reason });
export type WithReason = z.infer<typeof WithReason>;
