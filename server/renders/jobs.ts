import type { Handlers, SetAside } from "../queue.ts";
import { makeListeningCopy } from "./make-listening-copy.ts";
import { resumeRenders } from "./resume-renders.ts";
import { setAsideCopy } from "./set-aside-copy.ts";

export const rendersJobs = {
  "renders.listeningCopy": makeListeningCopy,
  "renders.resume": resumeRenders,
} satisfies Pick<Handlers, "renders.listeningCopy" | "renders.resume">;

export const rendersSetAside = { "renders.listeningCopy": setAsideCopy } satisfies SetAside;
