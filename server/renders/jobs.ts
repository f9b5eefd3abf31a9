import type { Handlers } from "../queue.ts";
import { makeListeningCopy } from "./make-listening-copy.ts";

export const rendersJobs = {
  "renders.listeningCopy": makeListeningCopy,
} satisfies Pick<Handlers, "renders.listeningCopy">;
