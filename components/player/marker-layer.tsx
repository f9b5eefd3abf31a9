"use client";

import { useMemo } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { timecode } from "@/server/time.ts";
import { type Marker, markerName } from "./marker.ts";
import { type PlacedMarker, placeMarkers } from "./marker-lanes.ts";
import { MarkerShape } from "./marker-shape.tsx";

const MARKER_PX = 26;
export const LANE_PX = 28;

type Song = { frames: number; sampleRateHz: number };

/** Ranges as bands behind the wave; both layers lie on a strip as wide as the whole song. */
export function RangeBands({
  markers,
  song,
  selectedId,
}: {
  markers: readonly Marker[];
  song: Song;
  selectedId: string | undefined;
}) {
  return markers
    .filter((marker) => marker.endSample !== null)
    .map((marker) => (
      <span
        key={marker.id}
        className={classNames(
          "absolute inset-y-0 min-w-0.5",
          bandLook(marker),
          marker.id === selectedId && "outline-1 outline-current -outline-offset-1",
        )}
        style={{
          left: percent(marker.startSample, song),
          right: `calc(100% - ${percent(marker.endSample ?? marker.startSample, song)})`,
        }}
      />
    ));
}

export function MarkerLane({
  markers,
  song,
  stripPx,
  lanes,
  selectedId,
  onMarker,
}: {
  markers: readonly Marker[];
  song: Song;
  stripPx: number;
  lanes: number;
  selectedId: string | undefined;
  onMarker: ((id: string) => void) | undefined;
}) {
  const placed = useMemo(() => {
    const xOf = (sample: number) => (inSong(sample, song) / song.frames) * stripPx;
    return placeMarkers(markers, xOf, { lanes, markerPx: MARKER_PX });
  }, [markers, song, stripPx, lanes]);
  return placed.map((place) => (
    <MarkerButton
      key={place.marker.id}
      place={place}
      song={song}
      selectedId={selectedId}
      onMarker={onMarker}
    />
  ));
}

/** Not a Tab stop: the list of notes is the keyboard's way, and 200 stops would bury what follows. */
function MarkerButton({
  place: { marker, lane, others },
  song,
  selectedId,
  onMarker,
}: {
  place: PlacedMarker;
  song: Song;
  selectedId: string | undefined;
  onMarker: ((id: string) => void) | undefined;
}) {
  const behind = others.length > 0 ? `, and ${others.length} more here` : "";
  const selected = marker.id === selectedId || others.some((other) => other.id === selectedId);
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${markerName(marker)} at ${timecode(marker.startSample / song.sampleRateHz)}${behind}: ${marker.words}`}
      aria-current={selected || undefined}
      title={`${marker.number}: ${marker.words}`}
      onClick={() => onMarker?.(marker.id)}
      className="pointer-events-auto absolute -ml-3.5 grid size-7 place-items-center"
      // Half of it would hang over the song's ends, where it is cut off.
      style={{
        left: `clamp(0.875rem, ${percent(marker.startSample, song)}, 100% - 0.875rem)`,
        top: lane * LANE_PX,
      }}
    >
      <MarkerShape marker={marker} selected={selected} />
      {others.length > 0 && (
        <span aria-hidden className="absolute left-full font-mono text-muted text-xs">
          +{others.length}
        </span>
      )}
    </button>
  );
}

/** A note carried over from a longer print stands at the end of this one. */
const inSong = (sample: number, song: Song) => Math.min(song.frames, Math.max(0, sample));

const percent = (sample: number, song: Song) => `${(inSong(sample, song) / song.frames) * 100}%`;

function bandLook(marker: Marker): string {
  if (marker.resolved) return "bg-control/15 text-control";
  if (marker.blocking) return "bg-danger/15 text-danger";
  switch (marker.kind) {
    case "praise":
      return "bg-ok/15 text-ok";
    case "answer":
      return "bg-blue/15 text-blue";
    case "request":
    case "mix_revision_request":
      return "bg-amber/15 text-amber";
  }
}
