"use client";

import { type PointerEvent, type Ref, useMemo, useRef } from "react";
import { OverviewCanvas } from "./overview-canvas.tsx";
import { overviewOf, type Peaks } from "./peaks.ts";
import type { PlayerEngine } from "./player-engine.ts";

const COLUMNS = 1500;
const HEIGHT_PX = 36;
const DRAG_PX = 4;
const SILENCE = new Int8Array(2);

type Props = {
  engine: PlayerEngine;
  peaks: Peaks | null;
  frames: number;
  /** The frame around the part that is drawn large; its owner moves it. */
  frameRef: Ref<HTMLSpanElement>;
  onCentre: (frame: number) => void;
};

/** The whole song above the part of it: a press goes there, a drag looks around. The slider is its way by key. */
export function Minimap({ engine, peaks, frames, frameRef, onCentre }: Props) {
  const overview = useMemo(() => (peaks ? overviewOf(peaks, COLUMNS) : SILENCE), [peaks]);
  const pressed = useRef<{ xPx: number; dragging: boolean } | null>(null);

  const frameUnder = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * frames);
  };

  return (
    <div
      aria-hidden
      className="relative cursor-pointer touch-pan-y select-none"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current = { xPx: event.clientX, dragging: false };
      }}
      onPointerMove={(event) => {
        const press = pressed.current;
        if (!press) return;
        press.dragging ||= Math.abs(event.clientX - press.xPx) >= DRAG_PX;
        if (press.dragging) onCentre(frameUnder(event));
      }}
      onPointerUp={(event) => {
        if (pressed.current && !pressed.current.dragging) {
          onCentre(frameUnder(event));
          engine.seek(frameUnder(event));
        }
        pressed.current = null;
      }}
      onPointerCancel={() => {
        pressed.current = null;
      }}
    >
      <OverviewCanvas overview={overview} scale="fill" heightPx={HEIGHT_PX} engine={engine} />
      <span ref={frameRef} className="pointer-events-none absolute inset-y-0 rounded-sm ring-1 ring-fg" />
    </div>
  );
}
