// One launcher per data folder; what a killed one left running has ended before the next begins.
import fs from "node:fs";
import path from "node:path";
import { Trouble } from "./env.mjs";
import { dropLock, readLock, sayInLock, takeLock } from "./lock.mjs";
import { isAlive, sleep, startOf } from "./processes.mjs";

const childrenLeaveWithinMs = 12_000;
const lockOf = (dataDir) => path.join(dataDir, "launcher.json");

export async function takeDataFolder(dataDir) {
  makeFolder(dataDir);
  const file = lockOf(dataDir);
  const leftBehind = Object.values(readLock(file)?.children ?? {});
  const owner = takeLock(file);
  if (owner) {
    throw new Trouble(
      `Fresh Ears already uses ${dataDir} (process ${owner.pid}${owner.address ? `, ${owner.address}` : ""}). Nothing was started. ` +
        "Stop that one with Ctrl-C, or set DATA_DIR to another folder to run a second one.",
    );
  }
  await outlive(leftBehind);
  const children = {};
  return {
    remember: (said) => sayInLock(file, said),
    rememberChild: (name, pid) => {
      children[name] = { pid, startedAt: startOf(pid) };
      sayInLock(file, { children });
    },
    release: () => dropLock(file),
  };
}

function makeFolder(dataDir) {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    fs.accessSync(dataDir, fs.constants.W_OK);
  } catch (error) {
    throw new Trouble(
      `The data folder ${dataDir} cannot be used: ${error.message}. Nothing was started. ` +
        "Set DATA_DIR to a folder that this account may write to.",
    );
  }
}

/** The launcher that uses the folder now, if one does. */
export function userOf(dataDir) {
  const owner = readLock(lockOf(dataDir));
  return owner && isAlive(owner) ? owner : undefined;
}

/** They end by themselves once their launcher is gone; one that hangs is ended. */
async function outlive(children) {
  const untilMs = Date.now() + childrenLeaveWithinMs;
  while (children.some(isAlive) && Date.now() < untilMs) await sleep(50);
  for (const child of children.filter(isAlive)) process.kill(child.pid, "SIGKILL");
}
