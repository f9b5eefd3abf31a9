import { expect, test } from "vitest";
import type { FileKind } from "@/server/files/schema.ts";
import { guessKind, isLeftover } from "./guess-kind.ts";

const set: FileKind[] = ["multitrack", "stem", "rough_mix", "document"];

test.each<[string, FileKind]>([
  ["Kick.wav", "stem"],
  ["Stems/01 Kick.aif", "stem"],
  ["Multitracks/01 Kick.wav", "multitrack"],
  ["Song/Multi Tracks/Drums/Kick.wav", "multitrack"],
  ["Stems/Multitracks/Kick.wav", "multitrack"],
  ["rough mix.flac", "rough_mix"],
  ["Song_RoughMix_v3.wav", "rough_mix"],
  ["Final Step - rough.wav", "rough_mix"],
  ["Final Step rough 2026-11-20.mp3", "rough_mix"],
  ["Rough Mix/Final Step.wav", "rough_mix"],
  ["Stems/Rough Bounce.wav", "rough_mix"],
  ["Rough Guitar.wav", "stem"],
  ["Through the Night.wav", "stem"],
  ["Thorough.wav", "stem"],
  ["Track sheet.pdf", "document"],
  ["Stems/notes.txt", "document"],
  ["Documents/session.als", "document"],
  ["Documents/Click.wav", "stem"],
  ["no ending", "document"],
])("%s is taken for a %s", (path, kind) => {
  expect(guessKind(path, set, "stem")).toBe(kind);
});

test("a kind that is not asked for is never guessed", () => {
  expect(guessKind("rough mix.wav", ["mix_print"], "mix_print")).toBe("mix_print");
  expect(guessKind("notes.txt", ["mix_print"], "mix_print")).toBe("mix_print");
  expect(guessKind("Stems/Kick.wav", ["multitrack", "document"], "multitrack")).toBe("multitrack");
});

test("what systems leave in folders is left out", () => {
  expect(["Stems/.DS_Store", "__MACOSX/Stems/._Kick.wav", "Thumbs.db", ".git/config"].every(isLeftover)).toBe(
    true,
  );
  expect(["Stems/Kick.wav", "a.b/c d.wav", "Desktop.wav"].some(isLeftover)).toBe(false);
});
