import { expect, test } from "vitest";
import { namesOnSheet } from "./names-on-sheet.ts";

test("a track sheet is read by its lines that name audio, each name once", () => {
  const text = "Final Step, 140 bpm\r\nKick.wav\tin 1\r\n Snare.aif \nkick.wav\nNotes for the mixer\n";
  expect(namesOnSheet(text)).toEqual(["kick.wav", "Snare.aif"]);
});
