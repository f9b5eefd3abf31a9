import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { fastAndForgetful, startCluster } from "./pg.mjs";
import { isAlive } from "./processes.mjs";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-pg-"));
afterAll(() => fs.rmSync(dir, { recursive: true }));

const start = () => startCluster({ dir, superuserPassword: "test", settings: fastAndForgetful });

test("a database whose guard was killed is stopped all the same", async () => {
  const cluster = await start();
  process.kill(cluster.guardPid as number, "SIGKILL");
  await cluster.ended;
  expect(isAlive({ pid: cluster.pid })).toBe(true);
  await cluster.stop();
  expect(isAlive({ pid: cluster.pid })).toBe(false);
});

test("a database that nobody stopped is taken over by the next start", async () => {
  const left = await start();
  process.kill(left.guardPid as number, "SIGKILL");
  await left.ended;
  const next = await start();
  expect(isAlive({ pid: left.pid })).toBe(false);
  await next.stop();
});

test("the number of a dead database that went to another process is no hindrance", async () => {
  fs.writeFileSync(path.join(dir, "pg/postmaster.pid"), `${process.pid}\n${dir}/pg\n0\n1\n\n\n\nready\n`);
  const cluster = await start();
  expect(isAlive({ pid: cluster.pid })).toBe(true);
  await cluster.stop();
});
