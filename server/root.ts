import { filesRouter } from "./files/router.ts";
import { handoffsRouter } from "./handoffs/router.ts";
import { peopleRouter } from "./people/router.ts";
import { projectsRouter } from "./projects/router.ts";
import { rendersRouter } from "./renders/router.ts";
import { reviewRouter } from "./review/router.ts";
import { signoffsRouter } from "./signoffs/router.ts";
import { callerFactory, router } from "./trpc.ts";

export const appRouter = router({
  people: peopleRouter,
  projects: projectsRouter,
  files: filesRouter,
  renders: rendersRouter,
  review: reviewRouter,
  signoffs: signoffsRouter,
  handoffs: handoffsRouter,
});
export type AppRouter = typeof appRouter;

export const callerFor = callerFactory(appRouter);
