import { can, router } from "../trpc.ts";
import { projectChanges, studioChanges } from "./queries.ts";
import { OfProject, OfStudio } from "./schema.ts";

export const liveRouter = router({
  project: can("project.see")
    .input(OfProject)
    .subscription(({ ctx, input, signal }) =>
      projectChanges(ctx.actor, input.projectId, signal ?? AbortSignal.abort()),
    ),
  studio: can("studio.see")
    .input(OfStudio)
    .subscription(({ ctx, input, signal }) =>
      studioChanges(ctx.actor, input.studioId, signal ?? AbortSignal.abort()),
    ),
});
