import type { Handlers } from "../queue.ts";
import { compareSum } from "./compare-sum.ts";

export const handoffsJobs = { "handoffs.compareSum": compareSum } satisfies Pick<
  Handlers,
  "handoffs.compareSum"
>;
