import { expect, test } from "vitest";
import { markerName } from "@/components/player/marker.ts";
import { deskSources } from "./desk-source.ts";
import { markersOf } from "./note-markers.ts";
import { blocking, measured, note, review, revision } from "./review-for-tests.ts";

const r = review({
  revisions: [
    revision("mixing", 1, { file: measured("mix_print", "f1") }),
    revision("mixing", 2, { file: measured("mix_print", "f2"), startsAtSeconds: 1 }),
    revision("mastering", 1, { file: measured("master", "f3"), startsAtSeconds: 1 }),
  ],
  notes: [
    note("open", { startSample: 96_000, endSample: 144_000 }),
    note("closed", { startSample: 96_000, state: "resolved" }),
    note("whole", { startSample: null }),
    note("late", { startSample: 479_999 }),
    blocking("request", { revisionId: "mixing 2", startSample: 48_000 }),
    note("beyond", { revisionId: "mixing 2", startSample: 470_000 }),
  ],
});
const on = (id: string, selectedId: string | null = null) => {
  const sources = deskSources(r);
  const shown = sources.find((s) => s.revision?.id === id);
  return shown
    ? markersOf(r, sources, shown, selectedId).map((m) => [m.id, m.startSample, m.endSample])
    : null;
};

test("a revision shows its own notes, and the unsettled ones of its stage at the same place of the music", () => {
  expect(on("mixing 2")).toEqual([
    ["open", 48_000, 96_000],
    ["late", 431_999, null],
    ["request", 48_000, null],
    ["beyond", 470_000, null],
  ]);
});

test("a marker says whether its note was answered or declined", () => {
  const sources = deskSources(r);
  const [shown] = sources;
  const notes = (["open", "answered", "declined", "resolved"] as const).map((state) =>
    note(state, { startSample: 96_000, state }),
  );
  const markers = shown ? markersOf({ ...r, notes }, sources, shown, null) : [];
  expect(markers.map(markerName).map((name) => name.replace(/^Note \d+, /, ""))).toEqual([
    "open request",
    "answered request",
    "declined request",
    "resolved request",
  ]);
});

test("settled notes of other revisions are shown while they are selected, and nothing past the end is", () => {
  expect(on("mixing 1", null)?.map(([id]) => id)).toEqual(["open", "closed", "late", "request"]);
  expect(on("mixing 2", "closed")?.map(([id]) => id)).toContain("closed");
});

test("a master shows mastering's requests and no other notes on mixes", () => {
  expect(on("mastering 1")).toEqual([["request", 48_000, null]]);
});
