"use client";

import { useEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { displayGain } from "./peaks.ts";
import type { PlayerEngine } from "./player-engine.ts";
import { durationSeconds } from "./timeline.ts";
import { useWaveColours, type WaveColours } from "./use-wave-colours.ts";

type Props = {
  /** Minimum and maximum per column, as `overviewOf` or the server's overview gives them. */
  overview: Int8Array;
  heightPx: number;
  /** fill lets the loudest place reach the edge; true keeps rows comparable with one another. */
  scale?: "fill" | "true";
  /** Colours what was played; without it the wave stands still. */
  engine?: PlayerEngine;
  className?: string;
};

/** One small canvas for lists, rows, the phone and the minimap. Only a picture: what it is for has its own words. */
export function OverviewCanvas({ overview, heightPx, scale = "true", engine, className }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useWaveColours();

  useEffect(() => {
    const element = canvas.current;
    if (!element || !colours) return;
    const gain = scale === "fill" ? displayGain(overview) : 1;
    let drawnAtPx = -1;
    const draw = (again: boolean) => {
      const playedPx = Math.round(playedShare(engine) * element.clientWidth * devicePixelRatio);
      if (!again && playedPx === drawnAtPx) return;
      drawnAtPx = playedPx;
      drawOverview(element, overview, gain, playedPx, colours);
    };
    const resized = new ResizeObserver(() => {
      element.width = Math.round(element.clientWidth * devicePixelRatio);
      element.height = Math.round(element.clientHeight * devicePixelRatio);
      draw(true);
    });
    resized.observe(element);
    const leave = engine?.onPosition(() => draw(false));
    return () => {
      resized.disconnect();
      leave?.();
    };
  }, [overview, scale, colours, engine]);

  return (
    <canvas
      ref={canvas}
      aria-hidden
      className={classNames("block w-full", className)}
      style={{ height: heightPx }}
    />
  );
}

function playedShare(engine: PlayerEngine | undefined): number {
  return engine?.focus ? engine.positionSeconds / durationSeconds(engine.focus) : 0;
}

function drawOverview(
  canvas: HTMLCanvasElement,
  overview: Int8Array,
  gain: number,
  playedPx: number,
  colours: WaveColours,
) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  const columns = overview.length / 2;
  const middle = height / 2;
  const pxPerStep = (gain / 127) * middle;
  context.clearRect(0, 0, width, height);
  for (let x = 0; x < width; x++) {
    const first = Math.floor((x / width) * columns);
    const end = Math.max(first + 1, Math.floor(((x + 1) / width) * columns));
    let min = 0;
    let max = 0;
    for (let column = first; column < end; column++) {
      min = Math.min(min, overview[column * 2] ?? 0);
      max = Math.max(max, overview[column * 2 + 1] ?? 0);
    }
    context.fillStyle = x < playedPx ? colours.played : colours.wave;
    const top = middle - max * pxPerStep;
    context.fillRect(x, top, 1, Math.max(1, (max - min) * pxPerStep));
  }
}
