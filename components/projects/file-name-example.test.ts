import { expect, test } from "vitest";
import { fileNameExample } from "./file-name-example.ts";

const filling = { artist: "Sol", project: "Tides", song: "Harbour", revision: "Mix 2" };

test("fills every word that it knows, as often as it stands there", () => {
  expect(fileNameExample("{artist} - {song} ({revision})", filling)).toBe("Sol - Harbour (Mix 2)");
  expect(fileNameExample("{song}_{song}_{project}", filling)).toBe("Harbour_Harbour_Tides");
});

test("leaves what it does not know as it was typed", () => {
  expect(fileNameExample("{song} {tempo}", filling)).toBe("Harbour {tempo}");
});

test("a title with a dollar sign or braces is not a pattern itself", () => {
  expect(fileNameExample("{song}", { ...filling, song: "$& {artist}" })).toBe("$& {artist}");
});
