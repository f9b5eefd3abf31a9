// The folders in which tests, and the bench, keep what they make.
import fs from "node:fs";
import path from "node:path";
import { root } from "./env.mjs";
import { isAlive } from "./processes.mjs";

/** A folder of its own, also inside a data folder that holds a studio. */
export const testFolder = process.env.TEST_FOLDER || path.join(root, ".data/test");

/** For whoever asks, and gone with the next run at the latest. */
export function newTestFolder(label) {
  fs.mkdirSync(testFolder, { recursive: true });
  return fs.mkdtempSync(path.join(testFolder, `${label}-${process.pid}-`));
}

/** What runs that were killed left behind. */
export function removeLeftOvers(folder = testFolder) {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(folder)) {
    const pid = Number(/^[a-z]+-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive({ pid })) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
