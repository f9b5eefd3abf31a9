// Runs once per test file, before anything of the server is imported: a database and a data folder of its own.
import crypto from "node:crypto";
import fs from "node:fs";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { connect } from "../launch/connect.mjs";
import { addressOf, dropDatabase } from "../launch/test-databases.mjs";
import { newTestFolder } from "../launch/test-folder.mjs";

const { makerUrl, ownerUrl, appUrl } = inject("server");
const template = new URL(ownerUrl).pathname.slice(1);
const owner = decodeURIComponent(new URL(ownerUrl).username);
const name = `${template}_${crypto.randomUUID().replaceAll("-", "")}`;
const dataDir = newTestFolder("file");

await asMaker((maker) =>
  maker.query(
    `create database ${name} template ${template} strategy file_copy owner ${pg.escapeIdentifier(owner)}`,
  ),
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
  await asMaker((maker) => dropDatabase(maker, name));
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function asMaker(work: (maker: pg.Client) => Promise<unknown>) {
  const maker = await connect(makerUrl);
  await work(maker);
  await maker.end();
}
