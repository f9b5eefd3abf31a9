// Runs once per test file, before anything of the server is imported: a database and a data folder of its own.
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

const cluster = inject("cluster");
const name = `file_${crypto.randomUUID().replaceAll("-", "")}`;
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-test-"));

await asSuperuser(`create database ${name} template fresh_ears strategy file_copy owner fresh_ears_owner`);

const addressOf = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: addressOf(cluster.appUrl),
  /** For tests of what even the tables' owner cannot do. */
  TEST_OWNER_URL: addressOf(cluster.ownerUrl),
  DATA_DIR: dataDir,
  DEMO: "0",
  SECRET: "a secret for tests that nobody needs to guess",
  DISK_RESERVE_MB: "0",
});

afterAll(async () => {
  const held = globalThis as { db?: { $disconnect(): Promise<void> }; changes?: { close(): void } };
  held.changes?.close();
  await held.db?.$disconnect();
  await asSuperuser(`drop database ${name} with (force)`);
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function asSuperuser(statement: string) {
  const client = new pg.Client(cluster.superuserUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
}
