import { spoken } from "@/server/time.ts";
import type { Marker } from "./marker.ts";

/** "44 seconds of 4 minutes 0 seconds, note 2 of 5: Snare rings too long": what a slider says of its place. */
export function valueText(
  place: { sample: number; frames: number; sampleRateHz: number },
  markers: readonly Marker[],
): string {
  const where = `${spoken(place.sample / place.sampleRateHz)} of ${spoken(place.frames / place.sampleRateHz)}`;
  const here = noteAt(place.sample, place.sampleRateHz, markers);
  return here ? `${where}, note ${here.number} of ${markers.length}: ${here.words}` : where;
}

const NEAR_SECONDS = 0.75;

/** The nearest moment within reach, else the shortest range around. */
function noteAt(sample: number, sampleRateHz: number, markers: readonly Marker[]): Marker | undefined {
  const reach = NEAR_SECONDS * sampleRateHz;
  const away = (marker: Marker) => Math.abs(marker.startSample - sample);
  const near = markers.filter((marker) => away(marker) < reach).sort((a, b) => away(a) - away(b));
  const length = (marker: Marker) => (marker.endSample ?? marker.startSample) - marker.startSample;
  const around = markers
    .filter((marker) => marker.startSample <= sample && sample < (marker.endSample ?? marker.startSample))
    .sort((a, b) => length(a) - length(b));
  return near[0] ?? around[0];
}
