"use client";

import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from "react";
import { useNonce } from "@/components/shell/nonce.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import type { Marker, SampleRange } from "./marker.ts";
import { MarkerLane, RangeBands } from "./marker-layer.tsx";
import { Minimap } from "./minimap.tsx";
import type { Peaks } from "./peaks.ts";
import type { PlayerEngine } from "./player-engine.ts";
import { isWhole, lengthOf, shareOf, type TimeWindow } from "./time-window.ts";
import { useTimeWindow } from "./use-time-window.ts";
import { useWaveColours } from "./use-wave-colours.ts";
import { drawWave, type WaveDrawing } from "./wave-drawing.ts";
import { listenForGestures } from "./wave-gestures.ts";
import { WaveSlider } from "./wave-slider.tsx";

export type WaveformHandle = { zoomIn: () => void; zoomOut: () => void; fit: () => void };

export type WaveformProps = {
  engine: PlayerEngine;
  /** Of the source in focus; null while they are on their way. */
  peaks: Peaks | null;
  markers: readonly Marker[];
  selectedMarkerId?: string | undefined;
  range: SampleRange | null;
  onRange: (range: SampleRange | null) => void;
  onMarker?: (id: string) => void;
  /** Instead of simply going there. */
  onSeek?: (sample: number) => void;
  heightPx?: number;
  /** For the keys + − 0, which the page hears. */
  ref?: Ref<WaveformHandle>;
  /** Beside the zoom buttons: the range's controls. */
  children?: ReactNode;
};

/** The song in focus: minimap, wave, ranges, playhead and markers, all over one part of the song. */
export function Waveform({
  engine,
  peaks,
  markers,
  selectedMarkerId,
  range,
  onRange,
  onMarker,
  onSeek,
  heightPx = 200,
  ref,
  children,
}: WaveformProps) {
  const box = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLSpanElement>(null);
  const mapFrame = useRef<HTMLSpanElement>(null);
  const drawing = useRef<WaveDrawing | null>(null);
  const colours = useWaveColours();
  const nonce = useNonce();
  const frames = engine.focus?.frames ?? 1;
  const sampleRateHz = engine.focus?.sampleRateHz ?? 1;
  const song = useMemo(() => ({ frames, sampleRateHz }), [frames, sampleRateHz]);

  const onWindow = useCallback(
    (window: TimeWindow, widthPx: number) => {
      if (widthPx === 0) return;
      drawing.current?.show(window, widthPx);
      const stripPx = (widthPx * frames) / lengthOf(window);
      box.current?.style.setProperty("--strip-width", `${stripPx}px`);
      box.current?.style.setProperty("--strip-shift", `${-(window.start / frames) * stripPx}px`);
      placeHead(head.current, window, widthPx, engine);
      placeMapFrame(mapFrame.current, window, frames);
    },
    [engine, frames],
  );
  const view = useTimeWindow(engine, box, onWindow);

  useEffect(
    () => engine.onPosition(() => placeHead(head.current, view.now(), box.current?.clientWidth ?? 0, engine)),
    [engine, view.now],
  );

  useEffect(
    () =>
      box.current
        ? listenForGestures(box.current, { onZoom: view.zoomAtShare, onPan: view.panByPx })
        : undefined,
    [view.zoomAtShare, view.panByPx],
  );

  // The old drawing stays until the new one is there: switching versions must not blink.
  const ready = colours !== null;
  const firstColours = useRef(colours);
  firstColours.current = colours;
  useEffect(() => {
    const element = host.current;
    const paint = firstColours.current;
    if (!peaks) {
      drawing.current?.destroy();
      drawing.current = null;
    }
    if (!element || !peaks || !ready || !paint) return;
    let wanted = true;
    drawWave(element, { peaks, heightPx, colours: paint, nonce, media: () => engine.element })
      .then((next) => {
        if (!wanted) return next.destroy();
        drawing.current?.destroy();
        drawing.current = next;
        next.show(view.now(), element.clientWidth);
      })
      .catch(console.error);
    return () => {
      wanted = false;
    };
  }, [engine, peaks, heightPx, nonce, ready, view.now]);
  useEffect(() => {
    if (colours) drawing.current?.paint(colours);
  }, [colours]);
  useEffect(
    () => () => {
      drawing.current?.destroy();
      drawing.current = null;
    },
    [],
  );

  useImperativeHandle(ref, () => ({ zoomIn: view.zoomIn, zoomOut: view.zoomOut, fit: view.fit }), [
    view.zoomIn,
    view.zoomOut,
    view.fit,
  ]);

  return (
    <div className="grid grid-cols-1 gap-3">
      <Minimap engine={engine} peaks={peaks} frames={frames} frameRef={mapFrame} onCentre={view.centre} />
      <div ref={box}>
        <WaveSlider
          engine={engine}
          markers={markers}
          windowNow={view.now}
          onSeek={onSeek ?? ((sample) => engine.seek(sample))}
          onRange={onRange}
          className="relative cursor-text"
        >
          <div className={stripLook} style={{ height: heightPx }}>
            <RangeBands markers={markers} song={song} selectedId={selectedMarkerId} />
            {range && <SelectedRange range={range} frames={frames} />}
          </div>
          <div ref={host} className="absolute inset-0 flex items-center">
            {!peaks && <FlatWave />}
          </div>
          <span ref={head} aria-hidden className="absolute inset-y-0 left-0 -ml-px w-0.5 bg-fg" />
        </WaveSlider>
        <div className="relative mt-1 h-14 overflow-x-clip">
          <div className={stripLook}>
            <MarkerLane
              markers={markers}
              song={song}
              stripPx={view.stripPx}
              lanes={2}
              selectedId={selectedMarkerId}
              onMarker={onMarker}
            />
          </div>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {children}
        <div role="toolbar" aria-label="Zoom" className="ml-auto flex">
          <IconButton label="Further away (-)" onClick={view.zoomOut}>
            <ZoomOut aria-hidden size={18} />
          </IconButton>
          <IconButton label="The whole song (0)" onClick={view.fit}>
            <Maximize2 aria-hidden size={18} />
          </IconButton>
          <IconButton label="Closer (+)" onClick={view.zoomIn}>
            <ZoomIn aria-hidden size={18} />
          </IconButton>
        </div>
      </div>
    </div>
  );
}

const FlatWave = () => <span aria-hidden className="h-0.5 w-full bg-wave" />;

/** As wide as the whole song at this zoom, and shifted with the window. */
const stripLook = "relative w-(--strip-width) translate-x-(--strip-shift)";

function SelectedRange({ range, frames }: { range: SampleRange; frames: number }) {
  const share = (sample: number) => `${(sample / frames) * 100}%`;
  return (
    <span
      className="absolute inset-y-0 border-fg border-x-2 bg-fg/15"
      style={{ left: share(range.startSample), width: share(range.endSample - range.startSample) }}
    />
  );
}

function placeHead(head: HTMLElement | null, window: TimeWindow, widthPx: number, engine: PlayerEngine) {
  if (head) head.style.transform = `translateX(${shareOf(window, engine.positionSample) * widthPx}px)`;
}

function placeMapFrame(frame: HTMLElement | null, window: TimeWindow, frames: number) {
  if (!frame) return;
  frame.hidden = isWhole(window, frames);
  frame.style.left = `${(window.start / frames) * 100}%`;
  frame.style.width = `${(lengthOf(window) / frames) * 100}%`;
}
