/** What this version makes of the demo and of a small studio, kept for the tests of later versions. See README.md. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { borrowDatabase } from "../../server/launch/database.mjs";
import { sleep } from "../../server/launch/processes.mjs";
import { environmentFor, newDataFolder, startPortal } from "../../server/testing/portal.ts";
import { everybodysSecret, filesOfDemo, sharedObjects, upgradesFolder } from "./data-set.ts";

const run = (program: string[], env: NodeJS.ProcessEnv) =>
  execFileSync(process.execPath, program, { env, stdio: "inherit" });

async function keep(name: "demo" | "studio") {
  const folder = newDataFolder();
  const dataDir = path.join(folder, "data");
  const settings = { DEMO: name === "demo" ? "1" : "0", SECRET: everybodysSecret };
  const environment = environmentFor(dataDir, settings);
  run(["server/launch/setup.mjs"], environment);
  if (name === "studio") await fillSmallStudio(dataDir, environment);
  const portal = await startPortal(dataDir, settings);
  await queueIsEmpty(dataDir);
  await portal.stop();
  const backup = path.join(folder, "backup");
  run(["server/launch/backup.mjs", backup], environment);
  place(backup, name);
  fs.rmSync(folder, { recursive: true });
}

async function fillSmallStudio(dataDir: string, environment: NodeJS.ProcessEnv) {
  const database = await borrowDatabase({ dataDir });
  try {
    const filling = ["--import", "tsx", "prisma/upgrades/small-studio.ts"];
    run(filling, { ...environment, NODE_ENV: "production", DATABASE_URL: database.appUrl });
  } finally {
    await database.stop();
  }
}

/** Mails are written then, and copies made. */
async function queueIsEmpty(dataDir: string) {
  const client = new pg.Client({ connectionString: (await borrowDatabase({ dataDir })).ownerUrl });
  await client.connect();
  const waiting = async () =>
    (await client.query("select from graphile_worker.jobs where run_at < now()")).rowCount ?? 0;
  while ((await waiting()) > 0) await sleep(200);
  await client.end();
}

function place(backup: string, name: string) {
  const { migrations } = JSON.parse(fs.readFileSync(path.join(backup, "manifest.json"), "utf8"));
  const target = path.join(upgradesFolder, migrations.at(-1).name, name);
  fs.rmSync(target, { recursive: true, force: true });
  fs.cpSync(path.join(backup, "tables"), path.join(target, "tables"), { recursive: true });
  fs.copyFileSync(path.join(backup, "manifest.json"), path.join(target, "manifest.json"));
  const known = filesOfDemo();
  fs.mkdirSync(sharedObjects, { recursive: true });
  for (const entry of fs.readdirSync(path.join(backup, "objects"), {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile() || known.has(entry.name)) continue;
    fs.copyFileSync(path.join(entry.parentPath, entry.name), path.join(sharedObjects, entry.name));
  }
}

await keep("demo");
await keep("studio");
