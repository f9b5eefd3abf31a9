import type { Marker } from "./marker.ts";

/** Where a marker stands below the wave; `others` are those that found no room and are gathered with it. */
export type PlacedMarker = { marker: Marker; xPx: number; lane: number; others: Marker[] };

/**
 * Gives every marker the first lane with room for it, left to right. What finds none joins the last marker
 * of the last lane, which then says how many it stands for and goes through them press by press.
 */
export function placeMarkers(
  markers: readonly Marker[],
  xOf: (sample: number) => number,
  room: { lanes: number; markerPx: number },
): PlacedMarker[] {
  const placed: PlacedMarker[] = [];
  const lastInLane: (PlacedMarker | undefined)[] = new Array(room.lanes).fill(undefined);
  const ordered = [...markers].sort((a, b) => a.startSample - b.startSample || a.number - b.number);
  for (const marker of ordered) {
    const xPx = xOf(marker.startSample);
    const lane = lastInLane.findIndex((last) => !last || xPx - last.xPx >= room.markerPx);
    if (lane >= 0) {
      const place = { marker, xPx, lane, others: [] };
      lastInLane[lane] = place;
      placed.push(place);
    } else {
      lastInLane.at(-1)?.others.push(marker);
    }
  }
  return placed;
}

/** Which one a gathered marker shows, and which a press on it goes to: around, beginning with its first. */
export function turnOf({ marker, others }: PlacedMarker, selectedId: string | undefined) {
  const all = [marker, ...others];
  const at = all.findIndex(({ id }) => id === selectedId);
  return { shown: all[Math.max(0, at)] ?? marker, next: all[(at + 1) % all.length] ?? marker };
}

/** The middle of a marker, which is nowhere cut off by the song's ends. */
export const insidePx = (xPx: number, stripPx: number, markerPx: number) =>
  Math.max(markerPx / 2, Math.min(stripPx - markerPx / 2, xPx));
