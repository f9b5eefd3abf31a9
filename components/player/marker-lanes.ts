import type { Marker } from "./marker.ts";

/** Where a marker stands below the wave; `others` counts those that found no room and stand behind it. */
export type PlacedMarker = { marker: Marker; xPx: number; lane: number; others: Marker[] };

/**
 * Gives every marker the first lane with room for it, left to right. What finds none joins the last marker
 * of the last lane, which then says how many it stands for.
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
