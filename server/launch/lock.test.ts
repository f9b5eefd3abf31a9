import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dropLock, readLock, sayInLock, takeLock, withLock } from "./lock.mjs";
import { startOf, thisProcess } from "./processes.mjs";

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-lock-"));
  file = path.join(folder, "lock");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test("a lock names its living owner and what it says", () => {
  expect(takeLock(file)).toBeUndefined();
  sayInLock(file, { address: "http://127.0.0.1:3000" });
  expect(takeLock(file)).toMatchObject({ pid: process.pid, address: "http://127.0.0.1:3000" });
  dropLock(file);
  expect(takeLock(file)).toBeUndefined();
});

test("the lock of a process that was killed counts for nothing", async () => {
  const owner = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  fs.writeFileSync(file, JSON.stringify({ pid: owner.pid, startedAt: startOf(owner.pid) }));
  expect(takeLock(file)).toMatchObject({ pid: owner.pid });
  const ended = new Promise((resolve) => owner.once("exit", resolve));
  owner.kill("SIGKILL");
  await ended;
  expect(takeLock(file)).toBeUndefined();
  expect(readLock(file)).toMatchObject({ pid: process.pid });
});

test.runIf(process.platform === "linux")(
  "a lock whose number went to another process counts for nothing",
  () => {
    fs.writeFileSync(file, JSON.stringify({ ...thisProcess(), startedAt: 1 }));
    expect(takeLock(file)).toBeUndefined();
  },
);

test("half a lock, of a machine that lost power, counts for nothing", () => {
  fs.writeFileSync(file, '{"pid": 1');
  expect(takeLock(file)).toBeUndefined();
});

test("who waits for a lock works after the other is done", async () => {
  const order: string[] = [];
  const work = (name: string) =>
    withLock(file, async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    });
  await Promise.all([work("one"), work("two")]);
  expect(order).toEqual(["one begins", "one ends", "two begins", "two ends"]);
});
