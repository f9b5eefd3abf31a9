import { expect, test } from "vitest";
import { contentDisposition, distinctPaths, fileNameOf } from "./file-name.ts";

test.each([
  ["AC/DC - Back in Black", "AC-DC - Back in Black"],
  ["..\\..\\windows\\system32", "..-..-windows-system32"],
  ["../../etc/passwd", "..-..-etc-passwd"],
  ['What?: "Live" <2026>|*', "What-- -Live- -2026---"],
  ["tab\tand\nline\u0000", "tabandline"],
  ["gnp.\u202eexe.wav", "gnp.exe.wav"],
  ["CON", "_CON"],
  ["com1.wav", "_com1.wav"],
  ["command.wav", "command.wav"],
  ["Kick . . .", "Kick"],
  ["...", "Unnamed"],
  ["", "Unnamed"],
  ["Größe – 東京.wav", "Größe – 東京.wav"],
  ["e\u0301tude.wav", "\u00e9tude.wav"],
])("%j becomes %j", (words, name) => {
  expect(fileNameOf(words)).toBe(name);
});

test("a long name keeps its ending, and no letter is cut in two", () => {
  const name = fileNameOf(`${"東".repeat(200)}.wav`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
  expect(name).toMatch(/^東+\.wav$/u);
});

test("names that differ in case alone get numbers, folders apart", () => {
  const paths = [
    "Stems/Kick.wav",
    "Stems/kick.wav",
    "Stems/KICK.WAV",
    "Documents/Kick.wav",
    "Stems/kick (2).wav",
    "a.b/c",
    "a.b/c",
  ];
  expect(distinctPaths(paths)).toEqual([
    "Stems/Kick.wav",
    "Stems/kick (2).wav",
    "Stems/KICK (3).WAV",
    "Documents/Kick.wav",
    "Stems/kick (2) (2).wav",
    "a.b/c",
    "a.b/c (2)",
  ]);
});

test("a name of a million dots is shortened like any other", () => {
  expect(fileNameOf(`A${".".repeat(1_000_000)}B`)).toBe(`A${".".repeat(238)}B`);
  expect(fileNameOf(`A${". ".repeat(500_000)}`)).toBe("A");
});

test("a download's name cannot break out of its header", () => {
  const header = contentDisposition("attachment", 'Grö"ße\r\nx: y;\\.wav');
  expect(header).toBe(
    `attachment; filename="Gr__e__x: y;_.wav"; filename*=UTF-8''Gr%C3%B6%22%C3%9Fe%0D%0Ax%3A%20y%3B%5C.wav`.replace(
      "Gr__e",
      "Gr___e",
    ),
  );
  expect(new Headers({ "content-disposition": header }).get("content-disposition")).toBe(header);
});
