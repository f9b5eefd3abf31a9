"use client";

import { useEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { timecode } from "@/server/time.ts";
import type { PlayerEngine } from "./player-engine.ts";

/** A fixed time in figures of one width. */
export function Timecode({ seconds, className }: { seconds: number; className?: string }) {
  return <span className={classNames("font-mono", className)}>{timecode(seconds)}</span>;
}

/** The playhead's time. Written past React, because it changes at every frame. */
export function RunningTimecode({ engine, className }: { engine: PlayerEngine; className?: string }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const write = () => {
      if (text.current) text.current.textContent = timecode(engine.positionSeconds);
    };
    write();
    return engine.onPosition(write);
  }, [engine]);
  return (
    <span ref={text} className={classNames("font-mono tabular-nums", className)}>
      {timecode(0)}
    </span>
  );
}
