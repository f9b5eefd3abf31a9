import { expect, test } from "vitest";
import { inBrief, measuredFile } from "../testing/measured-file.ts";
import { compareSheet } from "./compare-sheet.ts";
import type { Measured } from "./rules.ts";

const document = (name: string) => measuredFile("document", name, null);
const stems = (...names: string[]) => names.map((name) => measuredFile("stem", name));
const rough = measuredFile("rough_mix", "Rough mix.wav");

function compared(tracks: string[], files: readonly Measured[]) {
  const sheet = document("Track sheet.csv");
  return compareSheet({ id: sheet.id, name: sheet.name, tracks }, [...files, sheet]);
}

test("what is on the sheet and not in the set is asked for, what is in the set and not on the sheet is advice", () => {
  const files = [...stems("Kick.wav", "Shaker.wav"), rough];
  const findings = compared(["Kick", "Bass.wav"], files);
  expect(inBrief(findings)).toEqual([
    ["missing:bass", "Bass.wav is on the track sheet (Track sheet.csv) and not in the set."],
    ["unlisted", "Shaker.wav is in the set and not on the track sheet (Track sheet.csv)."],
  ]);
  expect(findings.map((f) => f.advice)).toEqual([false, true]);
  expect(findings[1]?.fileId).toBe(findings[0]?.fileId);
});

test.each([
  ["KICK", "Kick.wav"],
  ["Kick.wav", "kick.FLAC"],
  ["Café", "Cafe\u0301.wav"],
  ["Gtr L/R", "Gtr L_R.wav"],
  ["Kick In", "Kick_In.aif"],
  ["Kick", "01 Kick.wav"],
  ["1. Kick", "Kick.wav"],
  ["808", "808.wav"],
  ["Hat-c", "Hat-c.ds.flac"],
])("%s on the sheet is %s in the set", (track, file) => {
  expect(compared([track], stems(file))).toEqual([]);
});

test("many files that the sheet does not name are one line of advice", () => {
  const more = ["a", "b", "c", "d", "e", "f", "g"].map((name) => `${name}.wav`);
  expect(inBrief(compared(["Kick"], stems("Kick.wav", ...more)))).toEqual([
    [
      "unlisted",
      "7 files are in the set and not on the track sheet (Track sheet.csv): a.wav, b.wav, c.wav, d.wav, e.wav and 2 more.",
    ],
  ]);
});

test.each([
  ["02 Kick", "01 Kick.wav"],
  ["Kick", "Kick 2.wav"],
  ["Kick", "Snare Kick.wav"],
])("%s on the sheet is not %s in the set", (track, file) => {
  expect(compared([track], stems(file)).map((f) => f.code)).toEqual(["sheet"]);
});

test("each name needs a file of its own", () => {
  const codes = (tracks: string[], ...files: string[]) =>
    compared(tracks, stems(...files)).map((f) => f.code);
  expect(codes(["Synth C", "Synth C#"], "Synth C#.wav")).toEqual(["missing:synth c"]);
  expect(codes(["Kick", "Snare"], "01 Kick.wav", "Kick.wav", "Snare.wav")).toEqual(["unlisted"]);
});

test("a rough mix and documents may be listed and need not be", () => {
  const files = [...stems("Kick.wav"), rough, document("Tempo map.mid"), document("Lyrics.txt")];
  expect(compared(["Kick", "rough mix", "Tempo map.mid"], files)).toEqual([]);
});

test("a sheet that names none of the files is one finding, not one for each name", () => {
  expect(inBrief(compared(["Audio 1", "Audio 2"], stems("Kick.wav", "Snare.wav")))).toEqual([
    ["sheet", "None of the 2 tracks on the track sheet (Track sheet.csv) is in the set."],
  ]);
  expect(inBrief(compared(["Audio 1"], stems("Kick.wav")))).toEqual([
    ["sheet", "Audio 1, the one track on the track sheet (Track sheet.csv), is not in the set."],
  ]);
});

test("of several sheets it is said which one counts, and of one that cannot be read, why", () => {
  const files = [...stems("Kick.wav"), document("Channel list.txt")];
  expect(inBrief(compared(["Kick"], files))).toEqual([
    ["sheets", "Track sheet.csv is the newest of 2 track sheets: the set is compared with it."],
  ]);
  const unread = { id: "sheet", name: "Track sheet.pdf", unread: "save it as CSV." };
  const findings = compareSheet(unread, files);
  expect(inBrief(findings)).toEqual([
    ["sheet_unread", "Track sheet.pdf is not compared with the set: save it as CSV."],
  ]);
  expect(findings[0]?.advice).toBe(true);
});
