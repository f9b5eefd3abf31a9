import { about } from "../event-shape.ts";
import { because, songWords } from "../event-words.ts";

type Move = { workItemId: string; songId: string; stage: string; from: string; to: string; why: string };

export const workEvents = {
  "work.moved": about<Move>()({
    sentence: ({ songId, stage, from, to, why }, n) =>
      stage === "delivery" && to === "approved"
        ? `took delivery of ${songWords(songId, n)}`
        : `${moveWords(`${stage} of ${songWords(songId, n)}`, from, to)}${because(why)}`,
    decision: true,
    reader: "project.see",
  }),
};

function moveWords(work: string, from: string, to: string) {
  if (to === "on_hold") return `put ${work} on hold`;
  if (to === "cancelled") return `cancelled ${work}`;
  if (from === "on_hold") return `resumed ${work}`;
  if (to === "waiting") return `set ${work} back to waiting`;
  if (to === "approved") return `approved ${work}`;
  if (to === "in_review")
    return from === "approved" ? `brought ${work} back to review` : `put ${work} in review`;
  if (from === "approved") return `reopened ${work}`;
  return from === "in_review" ? `took ${work} back to work` : `started ${work}`;
}
