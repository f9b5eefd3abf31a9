import { expect, test } from "vitest";
import { filledPattern } from "./words.ts";

const filling = { artist: "Sol", project: "Tides", song: "Harbour", revision: "Mix 2" };

test("fills every word that it knows, as often as it stands there", () => {
  expect(filledPattern("{artist} - {song} ({revision})", filling)).toBe("Sol - Harbour (Mix 2)");
  expect(filledPattern("{song}_{song}_{project}", filling)).toBe("Harbour_Harbour_Tides");
});

test("leaves what it does not know as it was typed", () => {
  expect(filledPattern("{song} {tempo}", filling)).toBe("Harbour {tempo}");
});

test("a title with a dollar sign or braces is not a pattern itself", () => {
  expect(filledPattern("{song}", { ...filling, song: "$& {artist}" })).toBe("$& {artist}");
});
