"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { NoteBody } from "./note-body.tsx";
import { NoteMark } from "./note-mark.tsx";
import { kindWords, stateWords } from "./note-state-words.ts";
import { placeSpoken, placeText } from "./place-text.ts";
import type { Note, Review } from "./review-types.ts";

/** A print on which a note can be heard at its place. */
type HearOn = { id: string; label: string };

type Props = {
  note: Note;
  sampleRateHz: number;
  people: Review["people"];
  labelOf: (revisionId: string) => string;
  selected: boolean;
  onSelect: () => void;
  hearOn: readonly HearOn[];
  onHear: (sourceId: string) => void;
  /** What may be done about it; shown while it is selected. */
  children?: ReactNode;
};

export function NoteItem({
  note,
  sampleRateHz,
  people,
  labelOf,
  selected,
  onSelect,
  hearOn,
  onHear,
  children,
}: Props) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const state = stateWords(note);
  return (
    <li ref={item} className={classNames("border-line border-b", selected && "bg-raised")}>
      <div
        className={classNames(
          "grid grid-cols-1 gap-2 px-4 py-3 sm:px-5",
          note.state === "resolved" && !selected && "text-muted",
        )}
      >
        <button
          type="button"
          onClick={onSelect}
          aria-current={selected || undefined}
          className="-mx-2 -my-1 flex min-h-11 items-center gap-3 rounded-sm px-2 text-left"
        >
          <NoteMark note={note} />
          <span className="min-w-0 grow">
            <span className="sr-only">
              Note {note.number}, {placeSpoken(note, sampleRateHz)}.{" "}
            </span>
            <span
              aria-hidden
              className={classNames("block font-mono text-sm", note.state === "open" && "text-amber")}
            >
              {placeText(note, sampleRateHz)}
            </span>
            <span className="block text-muted text-sm">
              {[state, kindWords(note)].filter(Boolean).join(" · ")}
            </span>
          </span>
          <span className="wrap-anywhere max-w-1/2 shrink-0 text-muted text-sm">{people[note.authorId]}</span>
        </button>
        <NoteBody note={note} people={people} labelOf={labelOf} />
        {selected && hearOn.length > 0 && (
          <div className="flex flex-wrap items-center gap-2">
            {hearOn.map((source) => (
              <Button key={source.id} size="small" onClick={() => onHear(source.id)}>
                Hear it on {source.label}
              </Button>
            ))}
          </div>
        )}
        {selected && children}
      </div>
    </li>
  );
}
