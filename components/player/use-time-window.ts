"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { PlayerEngine } from "./player-engine.ts";
import {
  centredOn,
  follow,
  frameAt,
  isWhole,
  lengthOf,
  pan,
  shareOf,
  type TimeWindow,
  whole,
  within,
  zoom,
} from "./time-window.ts";

const BUTTON_FACTOR = 2;

/**
 * Which part of the song is drawn. It moves at every frame while following, so it is told to `onWindow` and
 * kept out of React; only the strip's width, which changes with the zoom, is state.
 */
export function useTimeWindow(
  engine: PlayerEngine,
  box: RefObject<HTMLElement | null>,
  onWindow: (window: TimeWindow, widthPx: number) => void,
) {
  const frames = engine.focus?.frames ?? 0;
  const sourceId = engine.focus?.id;
  const current = useRef<TimeWindow>(whole(frames));
  const songFrames = useRef(frames);
  const widthPx = useRef(0);
  const following = useRef(true);
  const [stripPx, setStripPx] = useState(0);

  const apply = useCallback(
    (next: TimeWindow) => {
      current.current = next;
      setStripPx(Math.round((widthPx.current * songFrames.current) / lengthOf(next)));
      onWindow(next, widthPx.current);
    },
    [onWindow],
  );

  const zoomAt = useCallback(
    (factor: number, anchor: number) =>
      apply(zoom(current.current, factor, anchor, { frames: songFrames.current, widthPx: widthPx.current })),
    [apply],
  );

  const zoomAtShare = useCallback(
    (factor: number, share: number) => zoomAt(factor, frameAt(current.current, share)),
    [zoomAt],
  );

  /** Around the playhead where it is in view, else around the middle. */
  const step = useCallback(
    (factor: number) => {
      const share = shareOf(current.current, engine.positionSample);
      zoomAtShare(factor, share >= 0 && share <= 1 ? share : 0.5);
    },
    [engine, zoomAtShare],
  );

  const panBy = useCallback(
    (frameCount: number) => {
      following.current = false;
      apply(pan(current.current, frameCount, songFrames.current));
    },
    [apply],
  );

  const centre = useCallback(
    (frame: number) => {
      following.current = false;
      apply(centredOn(current.current, frame, songFrames.current));
    },
    [apply],
  );

  useEffect(() => {
    if (!box.current) return;
    const resized = new ResizeObserver(([entry]) => {
      widthPx.current = entry?.contentRect.width ?? 0;
      apply(within(songFrames.current, current.current));
    });
    resized.observe(box.current);
    return () => resized.disconnect();
  }, [box, apply]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another source of the same length is another song to draw.
  useEffect(() => {
    const wasWhole = isWhole(current.current, songFrames.current);
    songFrames.current = frames;
    apply(wasWhole ? whole(frames) : centredOn(current.current, engine.positionSample, frames));
  }, [engine, sourceId, frames, apply]);

  useEffect(() => {
    const reduced = matchMedia("(prefers-reduced-motion: reduce)");
    return engine.onPosition(() => {
      const now = current.current;
      if (isWhole(now, songFrames.current)) return;
      const at = engine.positionSample;
      const share = shareOf(now, at);
      const inView = share >= 0 && share < 1;
      if (!engine.state.playing) {
        following.current = true;
        if (!inView) apply(centredOn(now, at, songFrames.current));
        return;
      }
      // Whoever looked elsewhere is left there until the playhead comes by.
      following.current ||= inView && share > 0.35 && share < 0.45;
      if (following.current) apply(follow(now, at, songFrames.current, reduced.matches ? "pages" : "smooth"));
    });
  }, [engine, apply]);

  return {
    stripPx,
    now: useCallback(() => current.current, []),
    zoomAtShare,
    zoomIn: useCallback(() => step(BUTTON_FACTOR), [step]),
    zoomOut: useCallback(() => step(1 / BUTTON_FACTOR), [step]),
    fit: useCallback(() => apply(whole(songFrames.current)), [apply]),
    panByPx: useCallback(
      (px: number) => panBy((px / Math.max(1, widthPx.current)) * lengthOf(current.current)),
      [panBy],
    ),
    centre,
  };
}
