import type { Handlers } from "../queue.ts";
import { makeListeningCopy } from "./make-listening-copy.ts";
import { resumeRenders } from "./resume-renders.ts";

export const rendersJobs = {
  "renders.listeningCopy": makeListeningCopy,
  "renders.resume": resumeRenders,
} satisfies Pick<Handlers, "renders.listeningCopy" | "renders.resume">;
