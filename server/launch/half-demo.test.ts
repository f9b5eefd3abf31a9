import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "./connect.mjs";
import { forgetHalfDemo, markHalf, markWhole } from "./half-demo.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";
import { newTestFolder } from "./test-folder.mjs";

const studioId = crypto.randomUUID();
let cluster: Awaited<ReturnType<typeof startThrowAwayCluster>>;
let client: Client;
let dataDir: string;

beforeEach(async () => {
  cluster = await startThrowAwayCluster();
  client = await connect(cluster.ownerUrl());
  dataDir = newTestFolder("half");
  await markHalf(client);
  await addPerson("owner@demo.example");
  await client.query(`insert into "Studio" (id, name) values ('${studioId}', 'Foundry Sound')`);
  await client.query(
    `insert into "Event" values (gen_random_uuid(), '${studioId}', '${studioId}', 1, now(), 'x', 'studio.created', '{}', '', 'x')`,
  );
  await client.query("select graphile_worker.add_job('files.admit')");
  keepObject(studioId);
});
afterEach(async () => {
  await client.end();
  await cluster.stop();
  fs.rmSync(dataDir, { recursive: true });
});

const addPerson = (email: string) =>
  client.query(`insert into "User" (id, email) values (gen_random_uuid(), $1)`, [email]);

function keepObject(studio: string) {
  const folder = path.join(dataDir, "objects", studio, "aa");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "a".repeat(64)), "");
}

async function rowsLeft() {
  const counts = ["User", "Studio", "Event", "UnfinishedDemo"].map(
    (t) => `(select count(*)::int from "${t}")`,
  );
  const { rows } = await client.query(
    `select ${counts.join(" + ")} + (select count(*)::int from graphile_worker.jobs) as sum`,
  );
  return rows[0].sum as number;
}

test("an unfinished demo goes with its rows, history, jobs and files; what is not of it stays", async () => {
  await client.query("create table theirs as select 1 as row");
  keepObject("a-real-studio");
  await forgetHalfDemo(client, dataDir);
  expect(await rowsLeft()).toBe(0);
  expect(fs.readdirSync(path.join(dataDir, "objects"))).toEqual(["a-real-studio"]);
  expect((await client.query("select row from theirs")).rows).toEqual([{ row: 1 }]);
  await expect(client.query(`truncate "Event"`)).rejects.toThrow("append-only");
});

test("a demo that was filled in whole stays as it is", async () => {
  await markWhole(client);
  const before = await rowsLeft();
  await forgetHalfDemo(client, dataDir);
  expect(await rowsLeft()).toBe(before);
  expect(fs.readdirSync(path.join(dataDir, "objects"))).toEqual([studioId]);
});

test("an unfinished demo that people of one's own came into is left to whoever started it", async () => {
  await addPerson("somebody@studio.example");
  const before = await rowsLeft();
  await expect(forgetHalfDemo(client, dataDir)).rejects.toThrow(
    "people of your own came into it. Nothing was changed.",
  );
  expect(await rowsLeft()).toBe(before);
  expect(fs.readdirSync(path.join(dataDir, "objects"))).toEqual([studioId]);
});
