import { NoteList } from "@/components/review/note-list.tsx";
import type { Note, Review } from "@/components/review/review-types.ts";
import { isMixedHere } from "@/components/review/standing.ts";
import type { Notes } from "@/components/review/use-notes.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { PageSection } from "@/components/shell/page.tsx";

type Props = { review: Review; sources: Sources; notes: Notes };

/** Every note with what became of it, and where it can be heard. */
export function NotesOfSong({ review, sources, notes }: Props) {
  const groups = notes.groups
    .map((g) => ({ ...g, notes: g.notes.filter((n) => isFor(review, n)) }))
    .filter((g) => g.notes.length > 0);
  return groups.map(({ id, on, notes: listed }) => (
    <PageSection key={id} title={on ? `Notes on ${on.label}` : "Requests to mixing"}>
      <NoteList review={review} sources={sources} notes={notes} listed={listed} className="-mx-4 sm:mx-0" />
    </PageSection>
  ));
}

/** Mastering's requests are for who mixes: where the mix is supplied, that is here. */
export const isFor = (review: Review, { kind }: Pick<Note, "kind">) =>
  kind !== "mix_revision_request" || !isMixedHere(review);
