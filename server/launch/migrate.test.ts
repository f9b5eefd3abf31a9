import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { connect } from "./connect.mjs";
import { migrate, migrationsOnDisk, requireMigrated } from "./migrate.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";
import { newTestFolder } from "./test-folder.mjs";

let cluster: Awaited<ReturnType<typeof startThrowAwayCluster>>;
beforeAll(async () => {
  cluster = await startThrowAwayCluster({ migrated: false });
});
afterAll(() => cluster.stop());

async function ask(url: string, statement: string) {
  const client = await connect(url);
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const names = migrationsOnDisk().map(({ name }) => name);

test("two that migrate at once apply each migration once, and a third finds nothing to do", async () => {
  const [one, two] = await Promise.all([migrate(cluster.ownerUrl()), migrate(cluster.ownerUrl())]);
  expect([...one, ...two].sort()).toEqual(names);
  expect(await migrate(cluster.ownerUrl())).toEqual([]);
});

test("the app may work with rows and with the queue, and change neither tables nor history", async () => {
  await migrate(cluster.ownerUrl());
  const asApp = (statement: string) => ask(cluster.appUrl(), statement);
  await asApp(`insert into "VerificationToken" (identifier, token, expires) values ('a', 'b', now())`);
  await asApp("select graphile_worker.add_job('files.sweep')");
  expect(await asApp("select task_identifier from graphile_worker.jobs")).toEqual([
    { task_identifier: "files.sweep" },
  ]);
  await expect(asApp(`drop table "VerificationToken"`)).rejects.toThrow("must be owner");
  await expect(asApp(`update "_prisma_migrations" set checksum = ''`)).rejects.toThrow("permission denied");
  for (const table of ["Event", "SignOff", "SignOffEnd"]) {
    await expect(asApp(`delete from "${table}"`)).rejects.toThrow("permission denied");
    await expect(asApp(`truncate "${table}"`)).rejects.toThrow("permission denied");
  }
});

test("a migration that was altered after it had been applied is refused by name", async () => {
  await migrate(cluster.ownerUrl());
  const [first] = migrationsOnDisk();
  const setChecksum = (checksum = "") =>
    ask(
      cluster.ownerUrl(),
      `update "_prisma_migrations" set checksum = '${checksum}' where migration_name = '${first?.name}'`,
    );
  await setChecksum("other");
  await expect(migrate(cluster.ownerUrl())).rejects.toThrow(
    `${first?.name} was altered after it had been applied`,
  );
  await setChecksum(first?.checksum);
});

test("a database that a newer version has changed is refused", async () => {
  await migrate(cluster.ownerUrl());
  await ask(
    cluster.ownerUrl(),
    `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at) values ('x', 'y', '99990101000000_later', now())`,
  );
  await expect(migrate(cluster.ownerUrl())).rejects.toThrow(
    "it knows 99990101000000_later, which this checkout does not",
  );
  await ask(cluster.ownerUrl(), `delete from "_prisma_migrations" where id = 'x'`);
});

test("a database without a studio, or of an older version, is not verified: that is said in words, and the command ends with 1", async () => {
  await ask(cluster.superuserUrl(), "create database older owner fresh_ears_owner");
  const owner = cluster.ownerUrl("older");
  const folder = newTestFolder("verify");
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const verify = () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(import.meta.dirname, "verify.mjs")],
      { encoding: "utf8", env: { ...process.env, DATABASE_URL: owner, DATA_DIR: folder } },
    );
    expect(`${stdout}${stderr}`).not.toMatch(/^ +at /m);
    return { status, said: `${stdout}${stderr}`.trim() };
  };
  const nothing = "Nothing was looked at and nothing was changed. Start Fresh Ears";
  expect(verify()).toEqual({
    status: 1,
    said: expect.stringContaining("There is no studio in the database"),
  });
  await migrate(owner, { only: [] });
  expect(verify()).toEqual({
    status: 1,
    said: expect.stringContaining(`The database older has no studio in it yet. ${nothing}`),
  });
  await migrate(owner, { only: names.slice(0, -1) });
  expect(verify()).toEqual({
    status: 1,
    said: expect.stringContaining(
      `The database older is older than this version of Fresh Ears: it lacks ${names.at(-1)}. ${nothing}`,
    ),
  });
  await migrate(owner);
  await expect(requireMigrated(owner)).resolves.toBeUndefined();
});
