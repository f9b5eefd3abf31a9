import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { namesOnSheet } from "./names-on-sheet.ts";

const names = (text: string, ...present: string[]) => namesOnSheet(Buffer.from(text), present);

describe("in a table the names stand", () => {
  test.each([
    ["commas", "No,Name,Mic\n1,Kick,D112\n2,Snare,SM57\n"],
    ["semicolons, with commas inside the cells", "No;Name;Gain\n1;Kick;-0,5\n2;Snare;0,5\n"],
    ["tabs, with empty cells", "No\tName\tMic\n1\tKick\t\n2\tSnare\tSM57\n"],
    ["bars", "| No | Name |\n|---|---|\n| 1 | Kick |\n| 2 | Snare |\n"],
    ["carriage returns alone", "No,Name\r1,Kick\r2,Snare"],
    ["Windows' line endings and a mark at the head", "\ufeffNo;Name\r\n1;Kick\r\n2;Snare\r\n"],
    ["quotes", '"No","Name"\n"1","Kick"\n"2" , "Snare"\n'],
    ["titles above the heading", "Track list,,\nFinal Step,140 bpm,\nNo,Name,Mic\n1,Kick,\n2,Snare,\n"],
  ])("between %s", (_, text) => {
    expect(names(text)).toEqual(["Kick", "Snare"]);
  });

  test.each([
    ["Filename", "Track,Name,Filename\n1,Kick,K.wav\n2,Snare,S.wav\n", ["K.wav", "S.wav"]],
    ["File name", "Track;File name\nKick;K.wav\nSnare;S.wav\n", ["K.wav", "S.wav"]],
    ["Track name", "Name,Track name\nAnn,Kick\nBob,Snare\n", ["Kick", "Snare"]],
    ["Name, beside numbers under Track", "Track,Name\n1,Kick\n2,Snare\n", ["Kick", "Snare"]],
    ["Track", "Mic,TRACK\nD112,Kick\nSM57,Snare\n", ["Kick", "Snare"]],
  ])("under %s", (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test("under the heading whose column names the files that are here, when two could", () => {
    const text = "Track,Name\nKick,Ann\nSnare,Bob\n";
    expect(names(text)).toEqual(["Ann", "Bob"]);
    expect(names(text, "01 Kick.wav")).toEqual(["Kick", "Snare"]);
  });

  test("without a heading in the column that names most of the files that are here, or that names audio", () => {
    expect(names("Ann,Kick\nBob,Snare\nCy,Bass\n", "Kick.wav", "snare.wav")).toEqual([
      "Kick",
      "Snare",
      "Bass",
    ]);
    expect(names("1,Kick.wav\n2,Snare.aif\n")).toEqual(["Kick.wav", "Snare.aif"]);
    expect(names("Ann,D112\nBob,SM57\n", "Kick.wav")).toEqual([]);
  });

  test("with quotes, delimiters and lines inside a cell, or a quote that encloses nothing", () => {
    expect(names('Name,Mic\n"Gtr ""Twin"", clean",\n"Vox\nlead",\n12" tom,\n')).toEqual([
      'Gtr "Twin", clean',
      "Vox lead",
      '12" tom',
    ]);
  });

  test("once each, whatever their capitals and endings", () => {
    expect(names("No,Name\n1,Kick\n2,KICK.wav\n3,\n4,—\n")).toEqual(["KICK.wav"]);
  });
});

describe("in plain text the names are", () => {
  test("the lines that name audio, without what follows the name", () => {
    const text =
      "Final Step, 140 bpm\r\nKick.wav\tin 1\r\n - Snare.aif \n3. Bass DI.flac (amp)\nNotes for the mixer\n";
    expect(names(text)).toEqual(["Kick.wav", "Snare.aif", "Bass DI.flac"]);
  });

  test("the lines themselves, where most are names of files that are here", () => {
    const text = "Track list\n\n1. Kick\n2. Snare\n3. Bass, DI\n";
    expect(names(text, "Kick.wav", "Snare.wav", "Pad.wav")).toEqual(["Kick", "Snare", "Bass, DI"]);
  });

  test("every line, where a few names only look like files", () => {
    const stems = fs.readdirSync("prisma/demo/final-step/stems");
    const bare = stems.map((name) => name.replace(/\.flac$/, ""));
    expect(bare.filter((name) => name.endsWith(".ogg"))).not.toEqual([]);
    const sheet = [...bare, "24 Vocal lead"];
    expect(names(sheet.join("\n"), ...stems)).toEqual(sheet);
  });

  test("the lines that name audio, where every line finds no more of the files that are here", () => {
    expect(names("Kick.wav\nSnare.wav\nThanks\n", "Kick.wav", "Snare.wav")).toEqual([
      "Kick.wav",
      "Snare.wav",
    ]);
  });

  test("none, where the lines are words", () => {
    expect(names("Kick was hot.\nPlease mind the bass.\nThanks\n", "Kick.wav")).toEqual([]);
    expect(names("")).toEqual([]);
  });
});

describe("a sheet is read", () => {
  const text = "Name,Mic\nCafé piano,U87\nStimme – Chor,C414\n";
  const expected = ["Café piano", "Stimme – Chor"];

  test("in UTF-8 and UTF-16 of either order", () => {
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
    expect(names(text)).toEqual(expected);
    expect(namesOnSheet(utf16, [])).toEqual(expected);
    expect(namesOnSheet(Buffer.from(utf16).swap16(), [])).toEqual(expected);
  });

  test("in Windows-1252", () => {
    const bytes = Buffer.from(text.replace("–", "\u0096"), "latin1");
    expect(namesOnSheet(bytes, [])).toEqual(expected);
  });

  test("without what cannot be shown or stored", () => {
    expect(names("Name,Mic\nKi\u0000ck\u202e,D112\nSnare,SM57\n")).toEqual(["Kick", "Snare"]);
  });

  test.each([
    ["one line without an end", "x".repeat(65_536)],
    ["nothing but quotes", '"'.repeat(65_536)],
    ["quotes that never close", '"a,'.repeat(21_845)],
    ["doubled quotes that never close", '"""",""x,'.repeat(7_000)],
    ["nothing but delimiters", ",;\t|".repeat(16_384)],
    ["nothing but lines", "\n".repeat(65_536)],
    ["thousands of cells", "a,b\n".repeat(16_384)],
    ["file names that do not end", "a.wav.".repeat(10_922)],
    ["blanks within quotes", `"${" ".repeat(65_534)}x`],
    ["separators", "track-_. ".repeat(7_281)],
  ])("and comes to an end when it holds %s", (_, hostile) => {
    expect(names(hostile, "Kick.wav").length).toBeLessThan(20_000);
  });
});
