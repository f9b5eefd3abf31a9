import { can, router } from "../trpc.ts";
import { retryRender } from "./retry-render.ts";
import { RetryRender } from "./schema.ts";

export const rendersRouter = router({
  retry: can("set.upload")
    .input(RetryRender)
    .mutation(({ ctx, input }) => retryRender(ctx.actor, input)),
});
