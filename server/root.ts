import { filesRouter } from "./files/router.ts";
import { handoffsRouter } from "./handoffs/router.ts";
import { historyRouter } from "./history/router.ts";
import { liveRouter } from "./live/router.ts";
import { overviewRouter } from "./overview/router.ts";
import { peopleRouter } from "./people/router.ts";
import { projectsRouter } from "./projects/router.ts";
import { rendersRouter } from "./renders/router.ts";
import { requestsRouter } from "./requests/router.ts";
import { reviewRouter } from "./review/router.ts";
import { signoffsRouter } from "./signoffs/router.ts";
import { callerFactory, router } from "./trpc.ts";
import { workRouter } from "./work/router.ts";

export const appRouter = router({
  people: peopleRouter,
  projects: projectsRouter,
  work: workRouter,
  files: filesRouter,
  renders: rendersRouter,
  review: reviewRouter,
  signoffs: signoffsRouter,
  handoffs: handoffsRouter,
  requests: requestsRouter,
  overview: overviewRouter,
  history: historyRouter,
  live: liveRouter,
});
export type AppRouter = typeof appRouter;

export const callerFor = callerFactory(appRouter);
