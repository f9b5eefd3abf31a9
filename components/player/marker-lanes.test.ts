import { expect, test } from "vitest";
import type { Marker } from "./marker.ts";
import { insidePx, placeMarkers, turnOf } from "./marker-lanes.ts";

const at = (number: number, startSample: number): Marker => ({
  id: `n${number}`,
  number,
  kind: "request",
  resolved: false,
  startSample,
  endSample: null,
  words: "",
});
const room = { lanes: 2, markerPx: 20 };
const onePixelPerSample = (sample: number) => sample;

test("markers with room share the first lane", () => {
  const placed = placeMarkers([at(1, 0), at(2, 20), at(3, 60)], onePixelPerSample, room);
  expect(placed.map((p) => [p.marker.number, p.lane])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
});

test("neighbours step into the next lane, and the first one is used again", () => {
  const placed = placeMarkers([at(3, 25), at(1, 0), at(2, 10)], onePixelPerSample, room);
  expect(placed.map((p) => [p.marker.number, p.lane])).toEqual([
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
});

test("what finds no room stands behind its neighbour, and none is lost", () => {
  const crowd = Array.from({ length: 200 }, (_, i) => at(i + 1, i));
  const placed = placeMarkers(crowd, onePixelPerSample, room);
  const shown = placed.flatMap((p) => [p.marker, ...p.others]);
  expect(shown).toHaveLength(200);
  expect(new Set(shown.map((m) => m.id)).size).toBe(200);
  for (const lane of [0, 1]) {
    const xs = placed.filter((p) => p.lane === lane).map((p) => p.xPx);
    for (let i = 1; i < xs.length; i++) expect((xs[i] ?? 0) - (xs[i - 1] ?? 0)).toBeGreaterThanOrEqual(20);
  }
});

test("one press after the other reaches each of a gathered marker's notes, and begins again", () => {
  const [gathered] = placeMarkers([at(1, 0), at(2, 5), at(3, 9)], onePixelPerSample, { ...room, lanes: 1 });
  if (!gathered) throw new Error("nothing was placed");
  const reached: string[] = [];
  for (let press = 0; press < 4; press++) {
    const { next } = turnOf(gathered, reached.at(-1));
    expect(turnOf(gathered, next.id).shown).toBe(next);
    reached.push(next.id);
  }
  expect(reached).toEqual(["n1", "n2", "n3", "n1"]);
  expect(turnOf(gathered, "of another marker").shown.id).toBe("n1");
});

test("a marker at an end of the song stands inside it", () => {
  expect([0, 50, 100].map((x) => insidePx(x, 100, 44))).toEqual([22, 50, 78]);
});
