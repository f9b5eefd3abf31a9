import type { Note } from "./review-types.ts";

const kinds: Record<Note["kind"], string> = {
  request: "Change",
  praise: "Keep this",
  answer: "Answer",
  mix_revision_request: "Mix-revision request",
};

const natures = { defect: "defect", taste: "matter of taste", question: "question" } as const;

/** "Change", "Mix-revision request: defect, blocks mastering" */
export function kindWords({ kind, request }: Pick<Note, "kind" | "request">): string {
  if (!request) return kinds[kind];
  return `${kinds[kind]}: ${natures[request.nature]}${request.blocking ? ", blocks mastering" : ""}`;
}

const states: Record<Note["state"], string | null> = {
  open: "Open",
  answered: "Answered",
  declined: "Declined",
  resolved: "Closed",
  said: null,
};

/** Null for praise and answers: nothing is asked, so nothing is open. */
export const stateWords = (note: Pick<Note, "state">) => states[note.state];
