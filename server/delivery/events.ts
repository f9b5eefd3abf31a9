import { about } from "../event-shape.ts";
import { revisionWords } from "../event-words.ts";

export const deliveryEvents = {
  "master.delivered": about<{ revisionId: string; songId: string; userId: string }>()({
    sentence: ({ revisionId }, n) => `downloaded ${revisionWords(revisionId, n)} as delivered`,
    decision: true,
    reader: "revision.hear",
  }),
};
