import * as z from "zod";

export const RetryRender = z.object({ fileId: z.uuid() });
export type RetryRender = z.infer<typeof RetryRender>;
