"use client";

import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { offsetWords, typedOffset } from "./offset.ts";
import type { OffsetDraft } from "./offset-draft.ts";

type Props = {
  draft: OffsetDraft;
  onChange: (draft: OffsetDraft) => void;
  before: string;
  sampleRateHz: number;
};

/** Where this print begins on the one before it, set by hand. */
export function OffsetField({ draft, onChange, before, sampleRateHz }: Props) {
  const samples = typedOffset(draft.text, draft.unit, sampleRateHz);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="grow">
        <TextField
          label={`Offset against ${before}, set by hand`}
          hint={
            samples === null
              ? "So that notes are heard at their place on both."
              : offsetWords(samples, before, sampleRateHz)
          }
          value={draft.text}
          inputMode="decimal"
          autoComplete="off"
          className="max-w-40 font-mono"
          error={
            samples === null
              ? `A number of ${draft.unit}, such as ${draft.unit === "samples" ? "36000" : "0.75"}.`
              : undefined
          }
          onChange={(event) => onChange({ ...draft, text: event.target.value })}
        />
      </div>
      <SegmentedControl
        label="Unit of the offset"
        value={draft.unit}
        onChange={(unit) => onChange({ ...draft, unit })}
        options={[
          { value: "samples", label: "Samples" },
          { value: "seconds", label: "Seconds" },
        ]}
      />
    </div>
  );
}
