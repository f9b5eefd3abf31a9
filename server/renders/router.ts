import { changePermission } from "../files/rules.ts";
import { can, router } from "../trpc.ts";
import { retryRender } from "./retry-render.ts";
import { RetryRender } from "./schema.ts";

export const rendersRouter = router({
  retry: can(changePermission)
    .input(RetryRender)
    .mutation(({ ctx, input }) => retryRender(ctx.actor, input)),
});
