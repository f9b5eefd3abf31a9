"use client";

import dynamic from "next/dynamic";
import { hearOn } from "./hear-on.ts";
import { NoteItem } from "./note-item.tsx";
import { lyingIn } from "./note-order.ts";
import type { Note, Review } from "./review-types.ts";
import type { Notes } from "./use-notes.ts";
import type { Sources } from "./use-sources.ts";

// What may be done comes when a note is chosen.
const NoteActions = dynamic(() => import("./note-actions.tsx").then((m) => m.NoteActions), { ssr: false });

type Props = { review: Review; sources: Sources; notes: Notes; listed: readonly Note[]; className?: string };

/** Notes with what became of them, where they can be heard, and what may be done about the one that is chosen. */
export function NoteList({ review, sources, notes, listed, className }: Props) {
  const labelOf = (id: string) => review.revisions.find((r) => r.id === id)?.label ?? "a later revision";
  const lying = lyingIn(review);
  return (
    <ol className={className}>
      {listed.map((note) => (
        <NoteItem
          key={note.id}
          note={note}
          sampleRateHz={lying(note.revisionId).sampleRateHz}
          people={review.people}
          labelOf={labelOf}
          selected={notes.selected?.id === note.id}
          onSelect={() => notes.select(note)}
          hearOn={hearOn(note, sources.sources, sources.shown)}
          onHear={(id) => notes.hear(note, id)}
        >
          <NoteActions
            note={note}
            songId={review.song.id}
            mine={note.closers.includes(review.me.userId)}
            mayWrite={review.me.grants.includes("note.add")}
            form={notes.form}
            onForm={notes.setForm}
          />
        </NoteItem>
      ))}
    </ol>
  );
}
