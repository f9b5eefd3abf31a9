import { expect, test } from "vitest";
import { measuredFile } from "../testing/measured-file.ts";
import { advise, ask, block, unacknowledged } from "./rules.ts";

test("a reason passes the finding of its own file only, advice passes by itself, and nothing passes what blocks", () => {
  const [pad, choir] = [measuredFile("stem", "Pad.wav"), measuredFile("stem", "Choir.wav")];
  const ofPad = ask("silent", pad, "Pad.wav is silent from start to end.");
  const ofChoir = ask("silent", choir, "Choir.wav is silent from start to end.");
  const empty = block("empty_set", null, "There are no stems in this set yet.");
  const findings = [ofPad, ofChoir, empty, advise("headroom", pad, "Pad.wav peaks at -1.0 dBTP.")];
  const given = [
    { code: "silent", fileId: pad.id },
    { code: "empty_set", fileId: null },
  ];
  expect(unacknowledged(findings, given)).toEqual([ofChoir, empty]);
});
