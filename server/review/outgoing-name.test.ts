import { expect, test } from "vitest";
import { contentDisposition } from "../storage/file-name.ts";
import { outgoingName } from "./outgoing-name.ts";

type Outgoing = Parameters<typeof outgoingName>[0];
const named = (pattern: string, title: string, change: Partial<Outgoing> = {}) =>
  outgoingName({
    project: { fileNamePattern: pattern, artistName: "Sol", title: "Tides" },
    song: { title },
    revision: { stage: "mastering", number: 2 },
    report: { container: "wav" },
    file: { name: "bounce FINAL final.wav" },
    ...change,
  });

test("a revision goes out under the project's pattern, whatever it was called when it came", () => {
  expect(named("{artist} - {song} ({revision})", "Harbour")).toBe("Sol - Harbour (Master 2).wav");
  expect(named("{project}_{song}", "Harbour", { revision: { stage: "mixing", number: 1 } })).toBe(
    "Tides_Harbour.wav",
  );
});

test.each([
  ["aiff", "aiff"],
  ["rf64", "wav"],
  ["mp4", "m4a"],
  ["flac", "flac"],
])("it ends in what it really is: %s becomes .%s", (container, ending) => {
  expect(named("{song}", "Harbour.wav", { report: { container } })).toBe(`Harbour.wav.${ending}`);
});

test.each([
  [`AC/DC "live": what?`, "AC-DC -live-- what-.wav"],
  ["../../etc/passwd", "..-..-etc-passwd.wav"],
  ["CON", "_CON.wav"],
  ["And then . . .", "And then.wav"],
  ["نور – 東京", "نور – 東京.wav"],
])("%j is a name that every system takes", (title, name) => {
  expect(named("{song}", title)).toBe(name);
});

test("a very long title is cut between letters and keeps its ending, also in the header", () => {
  const name = named("{artist} - {song} ({revision})", "長い題名".repeat(100));
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
  expect(name).toMatch(/^Sol - (長い題名)+[長い題]*\.wav$/u);
  const header = contentDisposition("attachment", name);
  expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(name);
  expect(new Headers({ "content-disposition": header }).get("content-disposition")).toBe(header);
});

test("what is not measured yet keeps the name that it came with", () => {
  expect(named("{song}", "Harbour", { report: null })).toBe("bounce FINAL final.wav");
});
