import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { NoteMark } from "./note-mark.tsx";
import { kindWords } from "./note-state-words.ts";
import { placeText } from "./place-text.ts";
import type { Note } from "./review-types.ts";
import type { AnswerDraft } from "./revision-draft.ts";

type Props = {
  note: Note;
  place: { label: string; sampleRateHz: number };
  author: string;
  draft: AnswerDraft;
  onChange: (part: Partial<AnswerDraft>) => void;
};

/** What the next revision says about one open note. */
export function AnswerFields({ note, place, author, draft, onChange }: Props) {
  const sentBack = note.answers.findLast((a) => a.sentBack)?.sentBack;
  return (
    <li className="grid gap-3 border-line border-t py-4">
      <div className="flex items-start gap-3">
        <NoteMark note={note} />
        <div>
          <p className="text-muted text-sm">
            <span className="font-mono">{placeText(note, place.sampleRateHz)}</span> on {place.label} ·{" "}
            {author} · {kindWords(note)}
          </p>
          <p className="whitespace-pre-line wrap-anywhere">{note.words}</p>
          {sentBack && (
            <p className="mt-1 border-amber border-l-2 pl-3 text-sm">
              <span className="font-semibold">Sent back</span>
              <span dir="auto" className="block whitespace-pre-line wrap-anywhere">
                {sentBack.words}
              </span>
            </p>
          )}
        </div>
      </div>
      <RadioCards
        legend={<span className="sr-only">Note {note.number}</span>}
        name={`outcome-${note.id}`}
        columns={3}
        value={draft.outcome}
        onChange={(outcome) => onChange({ outcome })}
        options={[
          { value: "answered", label: "Answered" },
          { value: "declined", label: "Declined" },
          { value: "open", label: "Stays open" },
        ]}
      />
      {draft.outcome !== "open" && draft.outcome !== null && (
        <TextArea
          label={draft.outcome === "declined" ? "Why is it declined?" : "What was done?"}
          optional={draft.outcome === "answered"}
          rows={1}
          value={draft.words}
          onChange={(event) => onChange({ words: event.target.value })}
        />
      )}
    </li>
  );
}
