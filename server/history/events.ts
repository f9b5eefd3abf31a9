import { about } from "../event-shape.ts";

export const historyEvents = {
  "history.digested": about<{ decisions: number }>()({
    sentence: ({ decisions }) =>
      `put ${decisions} ${decisions === 1 ? "decision" : "decisions"} from before on record, each by its digest`,
    decision: true,
    reader: { inProject: "project.see", inStudio: "studio.see" },
  }),
  "history.unsealed": about<{ number: number; seal: "of another secret" | "broken" }>()({
    sentence: ({ number, seal }) =>
      `found this history ${seal === "broken" ? "without a seal that holds" : "sealed with another secret"} up to line ${number}`,
    decision: true,
    reader: { inProject: "project.see", inStudio: "studio.see" },
  }),
  "history.sealed": about<{ number: number }>()({
    sentence: ({ number }) => `vouched for this history up to line ${number} and sealed it anew`,
    decision: true,
    reader: { inProject: "project.see", inStudio: "studio.see" },
  }),
};
