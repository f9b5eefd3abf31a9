import { type DeskSource, sourceOf } from "./desk-source.ts";
import type { Note } from "./review-types.ts";

/** Where a note can be heard at its place: as written, as answered, the newest of its stage, and what is heard now. */
export function hearOn(
  note: Note,
  sources: readonly DeskSource[],
  shown: DeskSource | undefined,
): DeskSource[] {
  if (note.startSample === null) return [];
  const own = sourceOf(sources, note.revisionId);
  const newest = sources.findLast((s) => s.revision && s.revision.stage === own?.revision?.stage);
  const answeredBy = note.answers.map((a) => sourceOf(sources, a.revisionId));
  const wanted = [own, newest, shown, ...answeredBy];
  return sources.filter((s) => s.state === "ready" && wanted.includes(s));
}
