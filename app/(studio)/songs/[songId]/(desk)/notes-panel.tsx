"use client";

import dynamic from "next/dynamic";
import { usePositionSeconds } from "@/components/player/use-player.ts";
import type { NoteGroup } from "@/components/review/note-groups.ts";
import { NoteList } from "@/components/review/note-list.tsx";
import type { Review } from "@/components/review/review-types.ts";
import type { Notes } from "@/components/review/use-notes.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { KeyHint } from "@/components/ui/key-hint.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { timecode } from "@/server/time.ts";

// Writing comes when somebody writes.
const NoteComposer = dynamic(
  () => import("@/components/review/note-composer.tsx").then((m) => m.NoteComposer),
  { ssr: false },
);

type Props = { review: Review; sources: Sources; notes: Notes };

export function NotesPanel({ review, sources, notes }: Props) {
  const { compose, groups } = notes;
  const say = useToast();
  return (
    <aside
      aria-label="Notes"
      className="bg-surface max-lg:rounded-lg lg:sticky lg:top-0 lg:-mt-8 lg:row-span-2 lg:max-h-[calc(100dvh-3.5rem)] lg:min-h-[calc(100dvh-3.5rem)] lg:self-start lg:overflow-y-auto lg:border-line lg:border-l"
    >
      <header className="grid gap-2 px-4 pt-4 pb-2 sm:px-5">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="text-lg">Notes</h2>
          {!compose.composing && notes.kinds.length > 0 && sources.shown && (
            <BeginNote sources={sources} notes={notes} />
          )}
        </div>
        <Checkbox
          label="Open only"
          checked={notes.openOnly}
          onChange={(event) => notes.setOpenOnly(event.target.checked)}
        />
      </header>
      {compose.composing && compose.target && (
        <div className="border-line border-b bg-raised px-4 py-4 sm:px-5">
          <NoteComposer
            songId={review.song.id}
            revision={compose.target}
            notes={notes}
            onSent={() => say("Your note is sent.")}
          />
        </div>
      )}
      {groups.map((group) => (
        <section key={group.id} aria-label={titleOf(group)}>
          <h3 className="border-line border-b px-4 pt-4 pb-2 text-muted text-sm sm:px-5">{titleOf(group)}</h3>
          {group.notes.length === 0 ? (
            <p className="px-4 py-3 text-muted sm:px-5">
              {notes.openOnly ? "Nothing open." : "No notes yet."}
              {notes.kinds.length > 0 && !notes.openOnly && (
                <span className="max-lg:hidden">
                  {" "}
                  Press <KeyHint keys="M" /> to write one at the playhead.
                </span>
              )}
            </p>
          ) : (
            <NoteList review={review} sources={sources} notes={notes} listed={group.notes} />
          )}
        </section>
      ))}
    </aside>
  );
}

/** Says where the note will stand, so that nobody is surprised. */
function BeginNote({ sources, notes }: Omit<Props, "review">) {
  const seconds = usePositionSeconds(sources.player.engine);
  const rateHz = sources.shown?.file.report?.sampleRateHz ?? 1;
  const where = notes.range
    ? `on ${timecode(notes.range.startSample / rateHz)} – ${timecode(notes.range.endSample / rateHz)}`
    : `at ${timecode(seconds).slice(0, -2)}`;
  return (
    <Button size="small" onClick={notes.compose.begin}>
      {notes.compose.draft.words ? "Go on with your draft" : `Note ${where}`}
    </Button>
  );
}

const titleOf = ({ on }: NoteGroup) => (on ? `On ${on.label}` : "Requests to mixing");
