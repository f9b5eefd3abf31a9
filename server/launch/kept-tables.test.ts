import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { connect } from "./connect.mjs";
import { settingsIn } from "./env.mjs";
import { keepTables } from "./kept-tables.mjs";
import { migrate, migrationsOnDisk } from "./migrate.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";
import { newTestFolder } from "./test-folder.mjs";

const names = migrationsOnDisk().map(({ name }) => name);
const versionBefore = { only: names.slice(0, -1) };

let cluster: Awaited<ReturnType<typeof startThrowAwayCluster>>;
let client: Client;
let dataDir: string;
let kept: string;

beforeEach(async () => {
  cluster = await startThrowAwayCluster({ migrated: false });
  client = await connect(cluster.ownerUrl());
  await migrate(cluster.ownerUrl(), versionBefore);
  dataDir = newTestFolder("kept");
  kept = path.join(dataDir, "kept-tables");
});
afterEach(async () => {
  await client.end();
  await cluster.stop();
  fs.rmSync(dataDir, { recursive: true });
});

const addPerson = () =>
  client.query(`insert into "User" (id, email) values (gen_random_uuid(), 'ada@a.example')`);

const applied = async () =>
  (
    await client.query<{ name: string }>(
      `select migration_name as name from "_prisma_migrations" order by migration_name`,
    )
  ).rows.map(({ name }) => name);

const start = () =>
  bringUpToDate(
    { ...settingsIn({ DATA_DIR: dataDir, NEXT_DIST_DIR: ".next-test" }), dev: false },
    { ownerUrl: cluster.ownerUrl() },
    () => {},
  );

const copies = () => (fs.existsSync(kept) ? fs.readdirSync(kept) : []);

test("the tables are kept before they change, once, and come back into an empty database as they were", async () => {
  await addPerson();
  expect(await start()).toMatch(/^1 migration applied, the tables as they were are in .*kept-tables/);
  expect(await start()).toBe("up to date");
  const [copy = ""] = copies();
  expect(copies()).toHaveLength(1);
  const manifest = JSON.parse(fs.readFileSync(path.join(kept, copy, "manifest.json"), "utf8"));
  expect(manifest.migrations.map(({ name }: { name: string }) => name)).toEqual(versionBefore.only);

  const maker = await connect(cluster.superuserUrl());
  await maker.query("create database back owner fresh_ears_owner");
  await maker.end();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, "restore.mjs"), path.join(kept, copy)],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        DATABASE_URL: cluster.ownerUrl("back"),
        DATA_DIR: dataDir,
        NEXT_DIST_DIR: ".next-test",
      },
    },
  );
  expect({ status, said: stdout + stderr }).toEqual({
    status: 0,
    said: expect.stringContaining("Restored as of"),
  });
  const back = await connect(cluster.ownerUrl("back"));
  expect((await back.query(`select email from "User"`)).rows).toEqual([{ email: "ada@a.example" }]);
  await back.end();
});

test("a database that nobody came into is brought up to date without a copy", async () => {
  expect(await start()).toBe("1 migration applied");
  expect(copies()).toEqual([]);
});

test("of more copies the newest three stay, and nothing else that lies there goes", async () => {
  for (const name of ["2020-01-01T00-00-00", "2021-01-01T00-00-00", "2022-01-01T00-00-00", "mine"])
    fs.mkdirSync(path.join(kept, name), { recursive: true });
  const two = [await keepTables(cluster.ownerUrl(), dataDir), await keepTables(cluster.ownerUrl(), dataDir)];
  expect(copies()).toEqual(["2022-01-01T00-00-00", ...two.map((copy) => path.basename(copy)), "mine"]);
});

test("where the tables cannot be kept nothing is changed, and there are words for it", async () => {
  await addPerson();
  fs.writeFileSync(kept, "");
  await expect(start()).rejects.toThrow(
    /not possible to keep the tables in .* Nothing was changed\. Let this account/,
  );
  expect(await applied()).toEqual(versionBefore.only);
});

test.skipIf(process.platform === "win32")(
  "a disk that is full in the middle is said so, and nothing of the copy stays",
  async () => {
    await addPerson();
    await client.query(
      `insert into "Mail" (id, "to", subject, text) values (gen_random_uuid(), 'ada@a.example', 'Long', repeat('words ', 100000))`,
    );
    const program = `
    const { keepTables } = await import("./server/launch/kept-tables.mjs");
    await keepTables(...process.argv.slice(1)).catch((error) => console.log(error.message));`;
    // No file may grow beyond these blocks: writing ends as on a disk that is full.
    const { stdout, stderr } = spawnSync(
      "sh",
      [
        "-c",
        'ulimit -f 200; exec "$0" --input-type=module -e "$1" "$2" "$3"',
        process.execPath,
        program,
        cluster.ownerUrl(),
        dataDir,
      ],
      { cwd: path.resolve(import.meta.dirname, "../.."), encoding: "utf8" },
    );
    expect(stdout + stderr).toMatch(
      /^There is no room to keep the tables in .* Nothing was changed\. Make room on that disk/,
    );
    expect(copies()).toEqual([]);
  },
);
