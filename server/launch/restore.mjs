// `npm run restore -- DIR`: a backup into an empty data folder. Nothing that exists is overwritten.
import fs from "node:fs";
import path from "node:path";
import { copyObjects, namedObjects, objectsIn } from "./backup-objects.mjs";
import { checkTables, loadTables } from "./backup-tables.mjs";
import { build } from "./build.mjs";
import { connect } from "./connect.mjs";
import { takeDataFolder } from "./data-folder.mjs";
import { openDatabase } from "./database.mjs";
import { ensurePackages } from "./deps.mjs";
import { readSettings, Trouble } from "./env.mjs";
import { isUsed, migrate, migrationsOnDisk } from "./migrate.mjs";
import { runUpgrade } from "./programs.mjs";
import { replaceFile } from "./secrets.mjs";
import { endWith, step } from "./steps.mjs";

const knownFormat = 1;

await endWith(async () => {
  const { folder, manifest } = readBackup(process.argv[2]);
  const settings = readSettings();
  await ensurePackages();
  const dataFolder = await takeDataFolder(settings.dataDir);
  let missing;
  try {
    missing = await restore(settings, folder, manifest);
  } finally {
    dataFolder.release();
  }
  console.log(
    `Restored as of ${manifest.madeAt}. \`npm run verify\` checks every file; \`npm start\` starts it.`,
  );
  if (missing.length === 0) return 0;
  console.error(
    `But for these files, which the backup does not hold. Copy them into ${path.join(settings.dataDir, "objects")} if you have them elsewhere:\n  ${missing.join("\n  ")}`,
  );
  return 1;
});

function readBackup(name) {
  if (!name)
    throw new Trouble("Say from where: `npm run restore -- DIR`, with a folder that `npm run backup` wrote.");
  const folder = path.resolve(process.env.INIT_CWD ?? ".", name);
  const file = path.join(folder, "manifest.json");
  if (!fs.existsSync(file)) {
    throw new Trouble(`${folder} holds no whole backup: it has no manifest.json. Nothing was restored.`);
  }
  const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
  if (manifest.format !== knownFormat) throw tooNew();
  return { folder, manifest };
}

function tooNew() {
  return new Trouble(
    "The backup was made by a newer Fresh Ears. Nothing was restored. Restore it with that version.",
  );
}

async function restore(settings, folder, manifest) {
  const known = new Map(migrationsOnDisk().map(({ name, checksum }) => [name, checksum]));
  if (manifest.migrations.some(({ name, checksum }) => known.get(name) !== checksum)) throw tooNew();
  await step("Backup: checking", () => checkTables(path.join(folder, "tables"), manifest.tables));
  bringSecret(settings.dataDir, folder);
  const database = await openDatabase(settings);
  let missing;
  try {
    const client = await connect(database.ownerUrl);
    try {
      await requireEmpty(client, settings);
      await migrate(database.ownerUrl, { only: manifest.migrations.map(({ name }) => name) });
      await step("Files: copying", () => bringObjects(objectsOf(folder, manifest), settings.dataDir));
      await step("Database: loading", () => loadTables(client, path.join(folder, "tables"), manifest));
      missing = await missingObjects(client, settings.dataDir);
    } finally {
      await client.end();
    }
    await migrate(database.ownerUrl, { upgrade: () => upgrade(settings, database) });
    return missing;
  } finally {
    await database.stop();
  }
}

/** Links that were sent and sessions that are open stay valid. A folder that has secrets keeps them. */
function bringSecret(dataDir, folder) {
  const file = path.join(dataDir, "secrets.json");
  if (!fs.existsSync(file)) replaceFile(file, fs.readFileSync(path.join(folder, "secret.json"), "utf8"));
}

/** A copy of the tables alone says where their files lie. */
function objectsOf(folder, { objects = "objects" }) {
  return path.resolve(folder, objects);
}

async function bringObjects(from, dataDir) {
  const altered = await copyObjects(from, path.join(dataDir, "objects"));
  if (altered.length === 0) return;
  throw new Trouble(
    `The backup is damaged, and no row was restored: these files are not what their names say:\n${altered.join("\n")}`,
  );
}

async function upgrade(settings, { ownerUrl }) {
  await build({ distDir: settings.distDir, web: false });
  await runUpgrade(settings, { databaseUrl: ownerUrl });
}

async function missingObjects(client, dataDir) {
  const here = new Set(objectsIn(path.join(dataDir, "objects")));
  return (await namedObjects(client)).filter((name) => !here.has(name));
}

async function requireEmpty(client, { databaseUrl, dataDir }) {
  if (!(await isUsed(client))) return;
  throw new Trouble(
    `There is a studio already ${databaseUrl ? "in the database of DATABASE_URL" : `in ${dataDir}`}. Nothing was overwritten. ` +
      `Set ${databaseUrl ? "DATABASE_URL to an empty database" : "DATA_DIR to an empty folder"} and restore again.`,
  );
}
