"use client";

import { Checkbox } from "@/components/ui/checkbox.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { type RequestConcern, requestConcerns } from "@/server/review/words.ts";

export type RequestDraft = {
  nature: "defect" | "taste" | "question";
  concerns: RequestConcern[];
  suggestion: string;
  blocking: boolean;
};

type Props = { draft: RequestDraft; onChange: (part: Partial<RequestDraft>) => void };

/** What makes a note a request from mastering to mixing. */
export function RequestFields({ draft, onChange }: Props) {
  const mayBlock = draft.nature !== "question";
  const toggle = (concern: RequestConcern) =>
    onChange({
      concerns: draft.concerns.includes(concern)
        ? draft.concerns.filter((c) => c !== concern)
        : [...draft.concerns, concern],
    });
  return (
    <div className="grid gap-4">
      <RadioCards
        legend="It is"
        name="nature"
        value={draft.nature}
        onChange={(nature) => onChange(nature === "question" ? { nature, blocking: false } : { nature })}
        options={[
          {
            value: "defect",
            label: "A defect",
            hint: "Something is wrong: a click, a missing part, clipping.",
          },
          { value: "taste", label: "A matter of taste", hint: "It could be better; the mix may disagree." },
          { value: "question", label: "A question", hint: "Is it meant?" },
        ]}
      />
      <fieldset>
        <legend className="mb-2 font-semibold">
          It concerns <span className="font-normal text-muted">(optional)</span>
        </legend>
        <div className="flex flex-wrap gap-2">
          {requestConcerns.map((concern) => (
            <label
              key={concern}
              className="flex min-h-11 items-center rounded-md px-3 ring-1 ring-control ring-inset hover:bg-raised has-checked:bg-fg has-checked:text-bg has-focus-visible:outline-2 has-focus-visible:outline-fg has-focus-visible:outline-offset-2"
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={draft.concerns.includes(concern)}
                onChange={() => toggle(concern)}
              />
              {concern}
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        label="Suggested move"
        optional
        rows={2}
        value={draft.suggestion}
        onChange={(event) => onChange({ suggestion: event.target.value })}
      />
      <Checkbox
        label="Blocks mastering"
        hint={
          mayBlock
            ? "Reopens mixing and holds mastering. Nothing is delivered until you close it."
            : "A question does not block. Make it a defect or a matter of taste to hold mastering."
        }
        disabled={!mayBlock}
        checked={draft.blocking}
        onChange={(event) => onChange({ blocking: event.target.checked })}
      />
    </div>
  );
}
