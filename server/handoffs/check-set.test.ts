import { expect, test } from "vitest";
import { type Figures, inBrief, measuredFile, spec } from "../testing/measured-file.ts";
import { type Beside, checkSet } from "./check-set.ts";
import { type Measured, unacknowledged } from "./rules.ts";

const alone: Beside = { sum: null, sheet: null, arriving: [] };
const summed: Beside = { ...alone, sum: { referenceName: "Rough.wav", residualDb: -120 } };

const stem = (name: string, report?: Partial<Figures> | null, rest?: Partial<Measured>) =>
  measuredFile("stem", name, report, rest);
const rough = () => measuredFile("rough_mix", "Rough.wav");

test("a set that is whole, of one rate and length, and sums to its rough mix has no finding", () => {
  expect(checkSet("stems", [stem("Kick.wav"), stem("Snare.wav"), rough()], spec, summed)).toEqual([]);
  const tracks = [measuredFile("multitrack", "Kick.wav"), measuredFile("multitrack", "Snare.wav"), rough()];
  expect(checkSet("multitracks", tracks, spec, alone)).toEqual([]);
});

test("a set without files is no set, and no reason passes it", () => {
  const findings = checkSet("stems", [rough()], spec, alone);
  expect(inBrief(findings)).toEqual([["empty_set", "There are no stems in this set yet."]]);
  expect(unacknowledged(findings, [{ code: "empty_set", fileId: null }])).toEqual(findings);
});

test("a set of the other kind is no set of this kind", () => {
  const tracks = [measuredFile("multitrack", "Kick.wav"), measuredFile("multitrack", "Snare.wav"), rough()];
  expect(inBrief(checkSet("stems", tracks, spec, alone))).toEqual([
    ["empty_set", "There are no stems in this set yet. What lies here is 2 multitracks."],
  ]);
});

test("a set names each file of the other kind", () => {
  const stray = measuredFile("multitrack", "Vocal.wav");
  const findings = checkSet("stems", [stem("Kick.wav"), stray, rough()], spec, summed);
  expect(inBrief(findings)).toEqual([["kind", "Vocal.wav lies here as a multitrack, in a set of stems."]]);
  expect(findings[0]?.fileId).toBe(stray.id);
});

test("a set asks for a rough mix, and says which one counts when there are several", () => {
  expect(inBrief(checkSet("stems", [stem("Kick.wav")], spec, alone))).toEqual([
    ["no_rough_mix", "No rough mix lies beside the set."],
  ]);
  const older = rough();
  const newer = measuredFile("rough_mix", "Rough 2.wav");
  const findings = checkSet("stems", [stem("Kick.wav"), newer, older], spec, summed);
  expect(findings).toEqual([
    {
      code: "rough_mixes",
      fileId: newer.id,
      reportVersion: 1,
      finding: "Rough 2.wav is the newest of 2 rough mixes: the set is compared with it.",
      advice: true,
    },
  ]);
  expect(unacknowledged(findings, [])).toEqual([]);
});

test("a set names what is still on its way, once each", () => {
  const beside = { ...summed, arriving: ["Pad.wav", "Pad.wav"] };
  expect(inBrief(checkSet("stems", [stem("Kick.wav"), rough()], spec, beside))).toEqual([
    ["arriving:Pad.wav", "Pad.wav is still on its way into the set."],
  ]);
});

test("a set names each file of another rate, and cannot be summed then", () => {
  const findings = checkSet(
    "stems",
    [stem("Kick.wav"), stem("Snare.wav", { sampleRateHz: 44_100, frames: 441_000 }), rough()],
    spec,
    alone,
  );
  expect(inBrief(findings)).toEqual([
    ["rate", "Snare.wav runs at 44.1 kHz; the project at 48 kHz."],
    ["sum", "The stems cannot be summed against the rough mix: they run at different rates."],
  ]);
});

test("a set names the second of two equal files", () => {
  const kick = stem("Kick.wav");
  const copy = stem("Kick copy.wav", {}, { sha256: kick.sha256 });
  expect(inBrief(checkSet("stems", [kick, copy, rough()], spec, summed))).toEqual([
    ["duplicate", "Kick copy.wav is the same file as Kick.wav."],
  ]);
});

test("a set names what is silent, clipped or still being measured", () => {
  const findings = checkSet(
    "multitracks",
    [
      measuredFile("multitrack", "Silent.wav", { silent: true }),
      measuredFile("multitrack", "Hot.wav", { clippedRuns: { count: 1, longestSamples: 4 } }),
      measuredFile("multitrack", "New.wav", null),
      rough(),
    ],
    spec,
    alone,
  );
  expect(inBrief(findings)).toEqual([
    ["silent", "Silent.wav is silent from start to end."],
    ["clipping", "Hot.wav has 1 clipped run, the longest of 4 samples."],
    ["not_measured", "New.wav is still being measured."],
  ]);
  expect(unacknowledged(findings, findings).map((f) => f.code)).toEqual(["not_measured"]);
});

test("a set is compared with its track sheet, once there are tracks", () => {
  const sheet = { id: "sheet", name: "Track sheet.csv", tracks: ["kick", "Bass"] };
  const findings = checkSet("stems", [stem("Kick.flac"), rough()], spec, { ...summed, sheet });
  expect(findings.map((f) => f.code)).toEqual(["missing:bass"]);
  const empty = checkSet("stems", [rough()], spec, { ...alone, sheet });
  expect(empty.map((f) => f.code)).toEqual(["empty_set"]);
});

test("a set of stems waits for its sum, and says how far it lies from the rough mix", () => {
  const files = [stem("Kick.wav"), rough()];
  const pending = checkSet("stems", files, spec, alone);
  expect(pending.map((f) => [f.code, f.blocking])).toEqual([["sum_pending", true]]);
  const failed = checkSet("stems", [stem("Kick.wav"), rough()], spec, { ...alone, sum: "failed" });
  expect(failed.map((f) => [f.code, f.blocking ?? false, f.advice])).toEqual([["sum", false, false]]);
  const off = { ...alone, sum: { referenceName: "Rough.wav", residualDb: -12.34 } };
  expect(inBrief(checkSet("stems", files, spec, off))).toEqual([
    ["sum", "The stems at unity do not sum to Rough.wav: what is left lies 12.3 dB below it."],
  ]);
  const loud = { ...alone, sum: { referenceName: "Rough.wav", residualDb: 3 } };
  expect(checkSet("stems", files, spec, loud)[0]?.finding).toMatch(/lies 3\.0 dB above it\.$/);
  const justEnough = { ...alone, sum: { referenceName: "Rough.wav", residualDb: -60 } };
  expect(checkSet("stems", files, spec, justEnough)).toEqual([]);
});
