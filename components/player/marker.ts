/** A note as the waveform shows it. Notes on the whole song have no place and so no marker. */
export type Marker = {
  id: string;
  /** Its place in the list of notes, as people see it. */
  number: number;
  kind: "request" | "answer" | "praise" | "mix_revision_request";
  resolved: boolean;
  /** What was said to it, while it is not resolved. */
  outcome?: "answered" | "declined";
  /** Of a mix-revision request: it holds mastering. */
  blocking?: boolean;
  /** Source samples of the revision that is drawn. */
  startSample: number;
  /** Null: a moment, not a range. */
  endSample: number | null;
  words: string;
};

export type SampleRange = { startSample: number; endSample: number };

const kinds = {
  request: "request",
  answer: "answer",
  praise: "praise",
  mix_revision_request: "mix-revision request",
} as const;

/** "Note 2, open mix-revision request, blocks mastering": what its shape and colour say, and whether it was answered. */
export function markerName(marker: Marker): string {
  const asksNothing = marker.kind === "praise" || marker.kind === "answer";
  const state = marker.resolved ? "resolved " : asksNothing ? "" : `${marker.outcome ?? "open"} `;
  const blocks = marker.blocking && !marker.resolved ? ", blocks mastering" : "";
  return `Note ${marker.number}, ${state}${kinds[marker.kind]}${blocks}`;
}
