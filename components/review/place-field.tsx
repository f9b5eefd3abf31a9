"use client";

import { Button } from "@/components/ui/button.tsx";
import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import type { Place } from "./review-types.ts";
import { wholeSong } from "./review-types.ts";
import { TimeField } from "./time-field.tsx";

type Extent = "moment" | "range" | "whole";
const extentOf = ({ startSample, endSample }: Place): Extent =>
  startSample === null ? "whole" : endSample === null ? "moment" : "range";

const DEFAULT_RANGE_SECONDS = 4;

type Props = {
  place: Place;
  onPlace: (place: Place) => void;
  sampleRateHz: number;
  frames: number;
  /** The playhead, as a sample of the revision that the note is about. */
  here: () => number;
};

/** At a moment, over a range or on the whole song: by the playhead, or typed. */
export function PlaceField({ place, onPlace, sampleRateHz, frames, here }: Props) {
  const extent = extentOf(place);
  const last = Math.max(0, frames - 1);
  const start = place.startSample ?? 0;
  const end = place.endSample ?? start;
  const range = (from: number, to: number) =>
    onPlace({ startSample: Math.min(from, last - 1), endSample: Math.max(Math.min(to, frames), from + 1) });

  function choose(next: Extent) {
    if (next === "whole") return onPlace(wholeSong);
    const from = place.startSample ?? Math.min(here(), last);
    if (next === "moment") return onPlace({ startSample: from, endSample: null });
    range(from, from + DEFAULT_RANGE_SECONDS * sampleRateHz);
  }

  return (
    <div className="grid gap-3">
      <SegmentedControl
        label="Where"
        value={extent}
        onChange={choose}
        options={[
          { value: "moment", label: "Moment" },
          { value: "range", label: "Range" },
          { value: "whole", label: "Whole song" },
        ]}
      />
      {extent !== "whole" && (
        <div className="flex flex-wrap items-end gap-2">
          <TimeField
            label={extent === "range" ? "Start" : "At"}
            sample={start}
            sampleRateHz={sampleRateHz}
            frames={frames}
            onSample={(sample) =>
              extent === "range"
                ? range(sample, Math.max(end, sample + 1))
                : onPlace({ startSample: sample, endSample: null })
            }
          />
          <Button
            onClick={() => {
              const at = Math.min(here(), last);
              if (extent === "range") range(at, end > at ? end : at + DEFAULT_RANGE_SECONDS * sampleRateHz);
              else onPlace({ startSample: at, endSample: null });
            }}
          >
            {extent === "range" ? "Start here" : "Here"}
          </Button>
          {extent === "range" && (
            <>
              <TimeField
                label="End"
                sample={end}
                sampleRateHz={sampleRateHz}
                frames={frames + 1}
                onSample={(sample) => sample > start && range(start, sample)}
              />
              <Button onClick={() => here() > start && range(start, here())}>End here</Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
