"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import type { Marker, SampleRange } from "./marker.ts";
import type { PlayerEngine } from "./player-engine.ts";
import { rangeBetween } from "./range.ts";
import { seekByKey } from "./seek-keys.ts";
import { frameAt, lengthOf, type TimeWindow } from "./time-window.ts";
import { durationSeconds } from "./timeline.ts";
import { usePositionSeconds } from "./use-player.ts";
import { valueText } from "./value-text.ts";

const DRAG_PX = 5;
const SNAP_PX = 6;

type Props = {
  engine: PlayerEngine;
  markers: readonly Marker[];
  /** Asked at each press: the window moves while it plays. */
  windowNow: () => TimeWindow;
  onSeek: (sample: number) => void;
  /** With it a drag selects; without it a drag scrubs. */
  onRange?: ((range: SampleRange | null) => void) | undefined;
  className?: string;
  children?: ReactNode;
};

/** The waveform for hands and ears: a slider that says its place, the note there, and takes every key of one. */
export function WaveSlider({ engine, markers, windowNow, onSeek, onRange, className, children }: Props) {
  const pressed = useRef<{ sample: number; xPx: number; dragging: boolean } | null>(null);
  const source = engine.focus;
  const positionSeconds = usePositionSeconds(engine);
  if (!source) return null;
  const { frames, sampleRateHz } = source;
  const duration = durationSeconds(source);

  const sampleUnder = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.min(frames, Math.max(0, frameAt(windowNow(), share)));
  };

  function down(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = { sample: sampleUnder(event), xPx: event.clientX, dragging: false };
    if (!onRange) onSeek(pressed.current.sample);
  }

  function move(event: PointerEvent<HTMLElement>) {
    const press = pressed.current;
    if (!press) return;
    if (!onRange) return onSeek(sampleUnder(event));
    press.dragging ||= Math.abs(event.clientX - press.xPx) >= DRAG_PX;
    if (!press.dragging) return;
    const samplesPerPx = lengthOf(windowNow()) / event.currentTarget.clientWidth;
    const places = markers.flatMap((marker) => [marker.startSample, marker.endSample ?? marker.startSample]);
    onRange(
      rangeBetween(press.sample, sampleUnder(event), {
        frames,
        places,
        reachSamples: SNAP_PX * samplesPerPx,
      }),
    );
  }

  function up() {
    const press = pressed.current;
    pressed.current = null;
    if (press && onRange && !press.dragging) onSeek(press.sample);
  }

  function key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = seekByKey(event, engine.positionSeconds, duration);
    if (to === null) return;
    event.preventDefault();
    onSeek(Math.round(to * sampleRateHz));
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Place in the song"
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.min(positionSeconds, Math.round(duration))}
      aria-valuetext={valueText({ sample: positionSeconds * sampleRateHz, frames, sampleRateHz }, markers)}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => {
        pressed.current = null;
      }}
      onKeyDown={key}
      className={classNames("touch-pan-y select-none overflow-hidden rounded-sm", className)}
    >
      {children}
    </div>
  );
}
