import type { Stage, WorkState } from "@/server/generated/prisma/client.ts";

export const stageNames: Record<Stage, string> = {
  recording: "Recording",
  mixing: "Mixing",
  mastering: "Mastering",
  delivery: "Delivery",
};

const stateNames: Record<WorkState, string> = {
  waiting: "Waiting",
  in_progress: "In progress",
  in_review: "In review",
  approved: "Approved",
  on_hold: "On hold",
  cancelled: "Cancelled",
};

/** Nobody approves a delivery: somebody took it. */
export const stateText = (stage: Stage, state: WorkState) =>
  stage === "delivery" && state === "approved" ? "Delivered" : stateNames[state];

export const printName = (stage: Stage, number: number) =>
  `${stage === "mastering" ? "Master" : "Mix"} ${number}`;
