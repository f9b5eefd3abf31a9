"use client";

import { useMemo, useSyncExternalStore } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { timecode } from "@/server/time.ts";
import { type Marker, markerName } from "./marker.ts";
import { insidePx, type PlacedMarker, placeMarkers, turnOf } from "./marker-lanes.ts";
import { MarkerShape } from "./marker-shape.tsx";

/** For a mouse; a finger has one lane, and the page keeps room for it: `pointer-coarse:h-11`. */
const LANE_PX = 28;

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

/** A finger needs more room than a mouse: fewer markers stand side by side, and more are gathered. */
const markerPx = { fine: 26, coarse: 44 };

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
  lanes: 1 | 2;
  selectedId: string | undefined;
  onMarker: ((id: string) => void) | undefined;
}) {
  const pointer = usePointer();
  const placed = useMemo(() => {
    const sizePx = markerPx[pointer];
    const xOf = (sample: number) => insidePx((inSong(sample, song) / song.frames) * stripPx, stripPx, sizePx);
    return placeMarkers(markers, xOf, { lanes: pointer === "coarse" ? 1 : lanes, markerPx: sizePx });
  }, [markers, song, stripPx, lanes, pointer]);
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
  place,
  song,
  selectedId,
  onMarker,
}: {
  place: PlacedMarker;
  song: Song;
  selectedId: string | undefined;
  onMarker: ((id: string) => void) | undefined;
}) {
  const { marker, lane, others } = place;
  const { shown, next } = turnOf(place, selectedId);
  const more = others.length > 0 ? `, and ${others.length} more here, one press after the other` : "";
  const selected = shown.id === selectedId;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${markerName(shown)} at ${timecode(shown.startSample / song.sampleRateHz)}${more}: ${shown.words}`}
      aria-current={selected || undefined}
      title={`${shown.number}: ${shown.words}`}
      onClick={() => onMarker?.(next.id)}
      className="pointer-events-auto absolute -ml-(--half) grid size-[calc(2*var(--half))] place-items-center [--half:0.875rem] pointer-coarse:[--half:1.375rem]"
      // Half of it would hang over the song's ends, where it is cut off.
      style={{
        left: `clamp(var(--half), ${percent(marker.startSample, song)}, 100% - var(--half))`,
        top: lane * LANE_PX,
      }}
    >
      <span className="relative">
        <MarkerShape marker={shown} selected={selected} />
        {others.length > 0 && (
          <span
            aria-hidden
            className="absolute -top-2 left-3.5 rounded-full bg-fg px-1 font-bold font-mono text-[0.6875rem] text-bg leading-4"
          >
            +{others.length}
          </span>
        )}
      </span>
    </button>
  );
}

/** What is pressed with; a mouse until the page knows. */
const usePointer = () =>
  useSyncExternalStore(
    (onChange) => {
      const coarse = coarsePointer();
      coarse.addEventListener("change", onChange);
      return () => coarse.removeEventListener("change", onChange);
    },
    () => (coarsePointer().matches ? "coarse" : "fine"),
    () => "fine" as const,
  );
const coarsePointer = () => matchMedia("(pointer: coarse)");

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
