import type { RequestDraft } from "./request-fields.tsx";
import type { Note, Place } from "./review-types.ts";

/** Everything that the composer holds. `revisionId` empty: nothing was begun. */
export type NoteDraft = Place & RequestDraft & { revisionId: string; kind: Note["kind"]; words: string };

export const emptyNote: NoteDraft = {
  revisionId: "",
  kind: "request",
  words: "",
  startSample: null,
  endSample: null,
  nature: "defect",
  concerns: [],
  suggestion: "",
  blocking: false,
};
