import type { Stage } from "../generated/prisma/client.ts";
import type { Turn } from "./turns-of.ts";

/** What a stage waits for: first what can be done, then what holds it. Closing requests goes on beside the work. */
export function turnAt<T extends Turn>(turns: readonly T[], stage: Stage) {
  const waiting = turns.filter(isWaitedFor).filter((t) => t.stage === stage);
  return waiting.find((t) => t.hold === null) ?? waiting[0] ?? null;
}

const isWaitedFor = <T extends Turn>(turn: T): turn is Exclude<T, { act: "settle" }> =>
  turn.isWaitedFor && turn.act !== "settle";
