"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Marker } from "./marker.ts";
import { MarkerLane, RangeBands } from "./marker-layer.tsx";
import { OverviewCanvas } from "./overview-canvas.tsx";
import type { PlayerEngine } from "./player-engine.ts";
import { whole } from "./time-window.ts";
import { durationSeconds } from "./timeline.ts";
import { WaveSlider } from "./wave-slider.tsx";

type Props = {
  engine: PlayerEngine;
  overview: Int8Array;
  markers: readonly Marker[];
  selectedMarkerId?: string | undefined;
  onMarker?: (id: string) => void;
  heightPx?: number;
};

const NO_WIDTH_YET_PX = 320;

/** The whole song in one small canvas: what a phone shows. Press or drag to go to a place. */
export function SongWave({ engine, overview, markers, selectedMarkerId, onMarker, heightPx = 88 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLSpanElement>(null);
  const [widthPx, setWidthPx] = useState(NO_WIDTH_YET_PX);
  const frames = engine.focus?.frames ?? 0;
  const sampleRateHz = engine.focus?.sampleRateHz ?? 1;
  const song = useMemo(() => ({ frames, sampleRateHz }), [frames, sampleRateHz]);

  useEffect(() => {
    if (!box.current) return;
    const resized = new ResizeObserver(([entry]) => entry && setWidthPx(entry.contentRect.width));
    resized.observe(box.current);
    return () => resized.disconnect();
  }, []);

  useEffect(() => {
    const place = () => {
      if (!head.current || !engine.focus) return;
      head.current.style.left = `${(engine.positionSeconds / durationSeconds(engine.focus)) * 100}%`;
    };
    place();
    return engine.onPosition(place);
  }, [engine]);

  return (
    <div ref={box} className="relative">
      <WaveSlider
        engine={engine}
        markers={markers}
        windowNow={() => whole(frames)}
        onSeek={(sample) => engine.seek(sample)}
        className="relative"
      >
        <RangeBands markers={markers} song={song} selectedId={selectedMarkerId} />
        <OverviewCanvas
          overview={overview}
          scale="fill"
          heightPx={heightPx}
          engine={engine}
          className="relative"
        />
        <span ref={head} aria-hidden className="absolute inset-y-0 -ml-px w-0.5 bg-fg" />
      </WaveSlider>
      {markers.length > 0 && (
        <div className="relative mt-1 h-7 pointer-coarse:h-11">
          <MarkerLane
            markers={markers}
            song={song}
            stripPx={widthPx}
            lanes={1}
            selectedId={selectedMarkerId}
            onMarker={onMarker}
          />
        </div>
      )}
    </div>
  );
}
