import type { Stage, WorkState } from "../generated/prisma/client.ts";
import { inOrder } from "./rules.ts";
import { turnAt } from "./turn-at.ts";
import type { Turn } from "./turns-of.ts";

type Work = { stage: Stage; state: WorkState; heldReason: string | null };

/** Where a song is, and what it waits for there: the last stage under way, else the first that is still to begin. */
export function stageUnderWay<T extends Turn>(work: readonly Work[], turns: readonly T[]) {
  const stages = inOrder(work.map((w) => w.stage)).flatMap((stage) => work.filter((w) => w.stage === stage));
  const at =
    stages.findLast(({ state }) => state === "in_progress" || state === "in_review" || state === "on_hold") ??
    stages.find(({ state }) => state === "waiting") ??
    stages.at(-1);
  if (!at) return null;
  const { stage, state, heldReason } = at;
  // A set that was handed off is told where it goes, and is under way where it comes from.
  const goesTo = stage === "recording" && turns.some((t) => t.act === "receiveSet" && t.stage === "mixing");
  return { stage, state, heldReason, turn: turnAt(turns, goesTo ? "mixing" : stage) };
}
