import type { Report as Measured } from "@/server/audio/types.ts";
import type { SongReview } from "@/server/overview/song-review.ts";

export type Review = SongReview;
export type Revision = Review["revisions"][number];
export type Note = Review["notes"][number];
export type NoteAnswer = Note["answers"][number];
export type Print = Review["prints"][number];
export type PrintFile = Revision["file"];
export type SignOff = Revision["signOffs"][number];
export type Turn = Review["turns"][number];
export type HandOff = Review["handOffs"][number];

/** Neither: the whole song. Start alone: a moment. Both: a range. In samples of one revision. */
export type Place = { startSample: number | null; endSample: number | null };
export const wholeSong: Place = { startSample: null, endSample: null };

/** The engine's whole report, as the worker stored it. */
export const measuredOf = (report: NonNullable<PrintFile["report"]>) =>
  report.measured as unknown as Measured;
