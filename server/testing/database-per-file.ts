// Runs once per test file, before anything of the server is imported: a database and a data folder of its own.
import crypto from "node:crypto";
import fs from "node:fs";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { addressOf } from "../launch/test-databases.mjs";
import { newTestFolder } from "../launch/test-folder.mjs";

const { makerUrl, ownerUrl, appUrl } = inject("server");
const template = new URL(ownerUrl).pathname.slice(1);
const owner = decodeURIComponent(new URL(ownerUrl).username);
const name = `${template}_${crypto.randomUUID().replaceAll("-", "")}`;
const dataDir = newTestFolder("file");

await asMaker(
  `create database ${name} template ${template} strategy file_copy owner ${pg.escapeIdentifier(owner)}`,
);

Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: addressOf(appUrl, name),
  /** For tests of what even the tables' owner cannot do. */
  TEST_OWNER_URL: addressOf(ownerUrl, name),
  DATA_DIR: dataDir,
  DEMO: "0",
  SECRET: "a secret for tests that nobody needs to guess",
  DISK_RESERVE_MB: "0",
});

afterAll(async () => {
  const held = globalThis as { db?: { $disconnect(): Promise<void> }; changes?: { close(): void } };
  held.changes?.close();
  await held.db?.$disconnect();
  await asMaker(`drop database ${name} with (force)`);
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function asMaker(statement: string) {
  const client = new pg.Client(makerUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
}
