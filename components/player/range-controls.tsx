"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import type { SampleRange } from "./marker.ts";
import type { PlayerEngine } from "./player-engine.ts";
import { endAt, startAt } from "./range.ts";
import { Timecode } from "./timecode.tsx";
import { secondsAt } from "./timeline.ts";

type Props = {
  engine: PlayerEngine;
  range: SampleRange | null;
  onRange: (range: SampleRange | null) => void;
};

/** The way to a range without dragging: play, press where it starts, press where it ends. */
export function RangeControls({ engine, range, onRange }: Props) {
  const source = engine.focus;
  if (!source) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="small" onClick={() => onRange(startAt(engine.positionSample, range, source.frames))}>
        Start here
      </Button>
      <Button size="small" onClick={() => onRange(endAt(engine.positionSample, range, source.frames))}>
        End here
      </Button>
      {range && (
        <>
          <span className="pl-2 text-sm">
            <Timecode seconds={secondsAt(source, range.startSample)} />
            {" – "}
            <Timecode seconds={secondsAt(source, range.endSample)} />
          </span>
          <IconButton label="Clear the range" onClick={() => onRange(null)}>
            <X aria-hidden size={18} />
          </IconButton>
        </>
      )}
    </div>
  );
}
