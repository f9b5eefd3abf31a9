import fs from "node:fs";
import type { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "./connect.mjs";
import { migrate, requireMigrated } from "./migrate.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";
import { runNode } from "./steps.mjs";
import { newTestFolder } from "./test-folder.mjs";

let cluster: Awaited<ReturnType<typeof startThrowAwayCluster>>;
let client: Client;
let dataDir: string;

beforeEach(async () => {
  cluster = await startThrowAwayCluster();
  client = await connect(cluster.ownerUrl());
  dataDir = newTestFolder("upgrade");
});
afterEach(async () => {
  await client.end();
  await cluster.stop();
  fs.rmSync(dataDir, { recursive: true });
});

/** As a migration does. */
const leaveToCode = (name = "write-to-everybody") =>
  client.query(`insert into "UpgradeStep" (name) values ($1)`, [name]);

async function bring(...people: string[]) {
  for (const name of people)
    await client.query(`insert into "User" (id, email) values (gen_random_uuid(), $1)`, [
      `${name}@a.example`,
    ]);
}

async function written() {
  const { rows } = await client.query<{ to: string }>(`select "to" from "Mail" order by 1`);
  return rows.map(({ to }) => to.split("@")[0]);
}

async function left() {
  const { rows } = await client.query<{ name: string }>(
    `select name from "UpgradeStep" where "doneAt" is null`,
  );
  return rows.map(({ name }) => name);
}

let starts = 0;
const upgrade = (killedBefore = "") =>
  migrate(cluster.ownerUrl(), {
    upgrade: () => {
      starts++;
      return runNode(["--import", "tsx", "server/testing/upgrade-that-dies.ts"], {
        env: {
          DATABASE_URL: cluster.ownerUrl(),
          DATA_DIR: dataDir,
          SECRET: "a secret for tests that nobody needs to guess",
          KILLED_BEFORE: killedBefore && `${killedBefore}@a.example`,
        },
        what: "The step",
      });
    },
  });

test("a step in code that is killed in its middle goes on with the next start, and then never runs again", async () => {
  await bring("ada", "jon", "maya");
  await leaveToCode();
  await expect(upgrade("maya")).rejects.toThrow("The step failed (SIGKILL)");
  expect(await written()).toEqual(["ada", "jon"]);
  expect(await left()).toEqual(["write-to-everybody"]);
  await expect(requireMigrated(cluster.ownerUrl())).rejects.toThrow("it lacks write-to-everybody");

  await upgrade();
  expect(await written()).toEqual(["ada", "jon", "maya"]);
  expect(await left()).toEqual([]);
  await expect(requireMigrated(cluster.ownerUrl())).resolves.toBeUndefined();

  const before = starts;
  await upgrade();
  expect(starts).toBe(before);
});

test("of two starts at once one runs the step, and the other finds it done", async () => {
  await bring("ada", "jon");
  await leaveToCode();
  const before = starts;
  await Promise.all([upgrade(), upgrade()]);
  expect(starts).toBe(before + 1);
  expect(await written()).toEqual(["ada", "jon"]);
  expect(await left()).toEqual([]);
});

test("in a database that nobody came into, there is nothing to go over", async () => {
  await leaveToCode();
  const before = starts;
  await upgrade();
  expect(starts).toBe(before);
  expect(await left()).toEqual([]);
});

test("a step that this version does not know stays undone, and is named", async () => {
  await bring("ada");
  await leaveToCode("of-another-time");
  await expect(upgrade()).rejects.toThrow("does not know the steps of-another-time");
  expect(await left()).toEqual(["of-another-time"]);
  expect(await written()).toEqual([]);
});
