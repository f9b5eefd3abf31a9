import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { startThrowAwayCluster } from "../server/launch/pg-throw-away.mjs";
import { freePort } from "../server/launch/processes.mjs";
import {
  environmentFor,
  launchPortal,
  newDataFolder,
  type Portal,
  startPortal,
} from "../server/testing/portal.ts";
import { expectNothingLost } from "./verify.ts";
import { test } from "./watched.ts";

test.describe.configure({ timeout: 120_000 });

let dataDir: string;
let running: Portal[];

test.beforeEach(() => {
  dataDir = newDataFolder();
  running = [];
});

test.afterEach(async () => {
  for (const portal of running) await portal.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}, folder = dataDir) {
  const portal = await startPortal(folder, { DEMO: "0", ...env });
  running.push(portal);
  return portal;
}

const isHealthy = (portal: Portal) =>
  fetch(`${portal.address}/api/health`, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.ok,
    () => false,
  );

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const pidsOf = (portal: Portal) => (["web", "worker", "postgres"] as const).map(portal.pidOf);

test("a studio's first start prints a link that makes the first owner, and Ctrl-C ends everything", async () => {
  const portal = await start();
  expect(portal.said()).toMatch(/become the first owner: http:\/\/127\.0\.0\.1:\d+\/first-owner\/\S+/);
  const pids = pidsOf(portal);
  expect(await portal.stop()).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
});

test("after kill -9 of the launcher nothing stays behind, and the next start is clean", async () => {
  const first = await start();
  const pids = pidsOf(first);
  first.kill("SIGKILL");
  const second = await start();
  expect(pids.filter(isAlive)).toEqual([]);
  expect(second.said()).toContain("Database … up to date");
  expectNothingLost(dataDir);
  expect(await isHealthy(second)).toBe(true);
});

test("a web, worker or database process that dies is started again", async () => {
  const portal = await start();
  for (const name of ["web", "worker", "postgres"] as const) {
    const before = portal.pidOf(name);
    process.kill(before, "SIGKILL");
    const comesBack = () => portal.pidOf(name) !== before && isAlive(portal.pidOf(name)) && isHealthy(portal);
    await expect.poll(comesBack, { timeout: 30_000 }).toBe(true);
  }
  expectNothingLost(dataDir);
  expect(await portal.stop()).toBe(0);
});

test("a worker that hangs is replaced, and one that keeps dying is started again, while web and database go on", async () => {
  test.setTimeout(240_000);
  const portal = await start();
  const others = [portal.pidOf("web"), portal.pidOf("postgres")];
  const replacing = async (signal: NodeJS.Signals) => {
    const before = portal.pidOf("worker");
    process.kill(before, signal);
    const comesBack = () => portal.pidOf("worker") !== before && isAlive(portal.pidOf("worker"));
    await expect.poll(comesBack, { timeout: 60_000 }).toBe(true);
  };
  await replacing("SIGSTOP");
  expect(portal.said()).toContain("The worker process has been silent for 30 s and is ended.");
  for (let deaths = 0; deaths < 6; deaths++) await replacing("SIGKILL");
  expect([portal.pidOf("web"), portal.pidOf("postgres")]).toEqual(others);
  expect(await isHealthy(portal)).toBe(true);
  expectNothingLost(dataDir);
  expect(await portal.stop()).toBe(0);
});

test("a start that is killed while it fills the demo in leaves no half of it, wherever the database is", async () => {
  const outside = await startThrowAwayCluster({ migrated: false });
  for (const DATABASE_URL of ["", outside.ownerUrl()]) {
    const folder = `${dataDir}/${DATABASE_URL ? "outside" : "built-in"}`;
    const first = launchPortal(folder, { DEMO: "1", DATABASE_URL });
    await first.says(/filling it in/);
    await expect.poll(() => fs.existsSync(`${folder}/objects`)).toBe(true);
    first.kill("SIGKILL");
    await first.ended;
    const halfObjects = fs.readdirSync(`${folder}/objects`);
    const second = await start({ DEMO: "1", DATABASE_URL }, folder);
    expect(second.said()).toMatch(/Database … up to date[\s\S]*filling it in/);
    expect(fs.readdirSync(`${folder}/objects`)).not.toEqual(halfObjects);
    expectNothingLost(folder, DATABASE_URL);
    await second.stop();
    const third = await start({ DEMO: "1", DATABASE_URL }, folder);
    expect(third.said()).not.toContain("filling it in");
    await third.stop();
  }
  await outside.stop();
});

test("Ctrl-C in the middle of a step stops what runs, without a word of trouble", async () => {
  const launcher = launchPortal(dataDir, { DEMO: "1" });
  await launcher.says(/filling it in/);
  expect(await launcher.stop()).toBe(0);
  expect(launcher.said()).not.toContain("failed (");
  expect((await start({ DEMO: "1" })).said()).toContain("filling it in");
  expectNothingLost(dataDir);
});

test("a taken port is told in words, and without PORT the next free one is used", async () => {
  const other = http.createServer();
  await new Promise<void>((resolve) => void other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(start({ PORT: String(port) })).rejects.toThrow(`Port ${port} is taken by another program.`);
  expectNothingLost(dataDir);
  const portal = await start();
  expect(await isHealthy(portal)).toBe(true);
  other.close();
});

test("two run side by side, each on a port and a database of its own", async () => {
  const otherFolder = newDataFolder();
  const [one, two] = await Promise.all([start(), start({}, otherFolder)]);
  expect(one.address).not.toBe(two.address);
  expect([await isHealthy(one), await isHealthy(two)]).toEqual([true, true]);
  await two.stop();
  for (const folder of [dataDir, otherFolder]) expectNothingLost(folder);
  fs.rmSync(otherFolder, { recursive: true });
});

test("a second start in the same data folder is refused in words", async () => {
  const portal = await start();
  await expect(start()).rejects.toThrow(`Fresh Ears already uses ${dataDir}`);
  expect(await isHealthy(portal)).toBe(true);
  expectNothingLost(dataDir);
});

test("a database of another major version is refused in words", async () => {
  await (await start()).stop();
  const version = fs.readFileSync(`${dataDir}/pg/PG_VERSION`);
  fs.writeFileSync(`${dataDir}/pg/PG_VERSION`, "17\n");
  await expect(start()).rejects.toThrow(/is of Postgres 17, and this Fresh Ears brings Postgres \d+/);
  fs.writeFileSync(`${dataDir}/pg/PG_VERSION`, version);
  expectNothingLost(dataDir);
});

test("a setting that does not fit is told in words, before anything is started", async () => {
  fs.writeFileSync(`${dataDir}/file`, "");
  await expect(start({}, `${dataDir}/file`)).rejects.toThrow(/data folder .*\/file cannot be used/);
  await expect(start({ HOST: "203.0.113.7" })).rejects.toThrow(
    'HOST is "203.0.113.7", which is not an address',
  );
  await expect(start({ DEMO: "off" })).rejects.toThrow('DEMO is "off"');
  const fresh = `${dataDir}/fresh`;
  await expect(start({ SECRET: "short", SMTP_URL: "mail.example" }, fresh)).rejects.toThrow(
    /SECRET: at least 32 random characters\n {2}SMTP_URL: an address such as/,
  );
  expect(fs.existsSync(`${fresh}/pg`)).toBe(false);
  const portal = await start({ SECRET: "" }, fresh);
  expect(await isHealthy(portal)).toBe(true);
  expectNothingLost(fresh);
});

test("web and worker that are started apart work after `npm run setup`, which prints the first owner's link", async () => {
  const outside = await startThrowAwayCluster({ migrated: false });
  const port = String(await freePort(0));
  const address = `http://127.0.0.1:${port}`;
  const env = environmentFor(dataDir, {
    DATABASE_URL: outside.ownerUrl(),
    DEMO: "0",
    PUBLIC_URL: address,
    SECRET: "a secret of more than 32 characters",
  });
  const setUp = spawnSync(process.execPath, ["server/launch/setup.mjs"], { env, encoding: "utf8" });
  const link = /become the first owner: (\S+)/.exec(setUp.stdout)?.[1];
  expect([setUp.status, link], setUp.stderr).toEqual([0, expect.stringContaining(address)]);

  const web = ["node_modules/next/dist/bin/next", "start", "-p", port];
  const worker = [".build/.next-test/worker.js"];
  const children = [web, worker, worker].map((args) =>
    spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] }),
  );
  const [, ...workers] = children;
  for (const worker of workers) {
    for await (const said of worker.stdout) {
      expect(String(said)).toContain("The worker takes jobs.");
      break;
    }
  }
  await expect.poll(() => fetch(link ?? "").then(({ status }) => status, String)).toBe(200);
  for (const child of children) {
    child.kill("SIGINT");
    await once(child, "exit");
  }
  await outside.stop();
});

test("a server that DATABASE_URL names is used, with one role for everything", async () => {
  const outside = await startThrowAwayCluster({ migrated: false });
  const portal = await start({ DATABASE_URL: outside.ownerUrl() });
  expect(await isHealthy(portal)).toBe(true);
  expect(fs.existsSync(`${dataDir}/pg`)).toBe(false);
  await portal.stop();
  await outside.stop();
  await expect(start({ DATABASE_URL: outside.ownerUrl() })).rejects.toThrow(
    "cannot be opened: connect ECONNREFUSED",
  );
});

test("a real studio is not opened as a demo by a forgotten setting", async () => {
  await (await start({ DEMO: "1" })).stop();
  await expect(start({ DEMO: "0" })).rejects.toThrow("This database holds the demo studio");
  expectNothingLost(dataDir);
});
