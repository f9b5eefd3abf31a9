"use client";

import { useEffect, useState } from "react";
import { TextField } from "@/components/ui/text-field.tsx";
import { timecode } from "@/server/time.ts";
import { typedSeconds } from "./place-text.ts";

/** What the field shows of a place is cut to a tenth of a second. */
const SHOWN_SECONDS = 0.1;

type Props = {
  label: string;
  sample: number;
  sampleRateHz: number;
  frames: number;
  onSample: (sample: number) => void;
};

/** A place as time, typed; what is not a time yet is left standing and says so. */
export function TimeField({ label, sample, sampleRateHz, frames, onSample }: Props) {
  const [text, setText] = useState(() => timecode(sample / sampleRateHz));
  const seconds = typedSeconds(text);
  const shown = sample / sampleRateHz;
  const fits = seconds !== null && seconds * sampleRateHz < frames;

  useEffect(() => {
    setText((was) => {
      const typed = typedSeconds(was);
      return typed !== null && Math.abs(typed - shown) < SHOWN_SECONDS ? was : timecode(shown);
    });
  }, [shown]);

  return (
    <TextField
      label={label}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      className="max-w-32 font-mono"
      error={fits ? undefined : `A time such as 1:23.4, at most ${timecode(frames / sampleRateHz)}.`}
      onChange={(event) => {
        setText(event.target.value);
        const typed = typedSeconds(event.target.value);
        if (typed !== null && typed * sampleRateHz < frames) onSample(Math.round(typed * sampleRateHz));
      }}
    />
  );
}
