import * as z from "zod";

/** Everything, or what was decided, sent and handed on. */
export const HistoryPage = z.object({
  projectId: z.uuid(),
  before: z.int().positive().optional(),
  decisions: z.boolean().default(false),
});
export type HistoryPage = z.input<typeof HistoryPage>;
