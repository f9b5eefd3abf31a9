"use client";

import { NoteActions } from "@/components/review/note-actions.tsx";
import { NoteItem } from "@/components/review/note-item.tsx";
import type { Note, Review } from "@/components/review/review-types.ts";
import type { Notes } from "@/components/review/use-notes.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { PageSection } from "@/components/shell/page.tsx";

type Props = { review: Review; sources: Sources; notes: Notes };

/** Every note with what became of it, and where it can be heard. */
export function NoteList({ review, sources, notes }: Props) {
  const labelOf = (id: string) => review.revisions.find((r) => r.id === id)?.label ?? "a later revision";
  const groups = notes.groups
    .map((g) => ({ ...g, notes: g.notes.filter((n) => isFor(review, n)) }))
    .filter((g) => g.notes.length > 0);
  if (groups.length === 0) return null;
  return groups.map((group) => (
    <PageSection
      key={group.id}
      title={`Notes ${group.title.toLowerCase().replace("mix", "Mix").replace("master", "Master")}`}
    >
      <ol className="-mx-4 sm:mx-0">
        {group.notes.map((note) => (
          <NoteItem
            key={note.id}
            note={note}
            sampleRateHz={rateOf(review, note)}
            people={review.people}
            labelOf={labelOf}
            selected={notes.selected?.id === note.id}
            onSelect={() => notes.select(note)}
            hearOn={note.startSample === null ? [] : hearOn(review, sources, note)}
            onHear={(id) => notes.hear(note, id)}
          >
            <NoteActions
              note={note}
              songId={review.song.id}
              mine={note.authorId === review.me.userId}
              mayWrite={review.me.grants.includes("note.add")}
              form={notes.form}
              onForm={notes.setForm}
            />
          </NoteItem>
        ))}
      </ol>
    </PageSection>
  ));
}

/** Mastering's requests are for who mixes: where the mix is supplied, that is here. */
export const isFor = (review: Review, { kind }: Pick<Note, "kind">) =>
  kind !== "mix_revision_request" || !review.project.stages.includes("mixing");

const rateOf = (review: Review, note: Note) =>
  review.revisions.find((r) => r.id === note.revisionId)?.file.report?.sampleRateHz ??
  review.project.sampleRateHz;

function hearOn(review: Review, { sources }: Sources, note: Note) {
  const stage = review.revisions.find((r) => r.id === note.revisionId)?.stage;
  return sources
    .filter((s) => s.revision?.stage === stage && s.state === "ready")
    .map(({ id, label }) => ({ id, label }));
}
