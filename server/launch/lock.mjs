// One process at a time. A lock names its owner, and the lock of one that died counts for nothing.
import fs from "node:fs";
import path from "node:path";
import { isAlive, sleep, thisProcess } from "./processes.mjs";

/** Takes the lock and returns undefined, or returns what its living owner wrote. */
export function takeLock(file, said = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, JSON.stringify({ ...thisProcess(), ...said }));
  try {
    for (;;) {
      if (linked(mine, file)) return undefined;
      const owner = readLock(file);
      if (owner && isAlive(owner)) return owner;
      removeIfStill(file, owner);
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/** Never seen half written, unlike a file that is created and then filled. */
function linked(from, to) {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

export function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Another process may have found the same dead owner and taken the lock meanwhile: then it is put back. */
function removeIfStill(file, owner) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  const taken = readLock(aside);
  if (taken && (taken.pid !== owner?.pid || taken.startedAt !== owner?.startedAt)) linked(aside, file);
  fs.rmSync(aside, { force: true });
}

/** Adds to what this process's lock says. */
export function sayInLock(file, said) {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, JSON.stringify({ ...readLock(file), ...said }));
  fs.renameSync(mine, file);
}

export const dropLock = (file) => fs.rmSync(file, { force: true });

/** Waits for whoever holds it. */
export async function withLock(file, work) {
  while (takeLock(file)) await sleep(100);
  try {
    return await work();
  } finally {
    dropLock(file);
  }
}
