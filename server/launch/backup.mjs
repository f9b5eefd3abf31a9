// `npm run backup -- DIR`: everything of a data folder, database and files, into an empty folder. Fresh Ears may run meanwhile.
import fs from "node:fs";
import path from "node:path";
import { copyObjects, namedObjects, objectsIn } from "./backup-objects.mjs";
import { dumpDatabase } from "./backup-tables.mjs";
import { borrowDatabase } from "./database.mjs";
import { ensurePackages } from "./deps.mjs";
import { readSettings, Trouble } from "./env.mjs";
import { replaceFile, secretsOf } from "./secrets.mjs";
import { endWith, step } from "./steps.mjs";

await endWith(async () => {
  const target = emptyFolder(process.argv[2]);
  const settings = readSettings();
  await ensurePackages();
  const database = await borrowDatabase(settings);
  try {
    return await backUp(settings, database, target);
  } finally {
    await database.stop();
  }
});

function emptyFolder(name) {
  if (!name)
    throw new Trouble(
      "Say where to: `npm run backup -- DIR`, with a folder that is empty or does not exist.",
    );
  const folder = path.resolve(process.env.INIT_CWD ?? ".", name);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (fs.readdirSync(folder).length === 0) return folder;
  throw new Trouble(
    `${folder} is not empty. Nothing was written. Name a folder that is empty or does not exist.`,
  );
}

async function backUp({ dataDir }, database, target) {
  let manifest;
  let named;
  await step("Database: writing", async () => {
    manifest = await dumpDatabase(database.ownerUrl, path.join(target, "tables"), async (client) => {
      named = await namedObjects(client);
    });
  });
  // The rows first: objects are immutable, so whatever a row names is still there to be copied.
  let altered;
  await step("Files: copying", async () => {
    altered = await copyObjects(path.join(dataDir, "objects"), path.join(target, "objects"));
  });
  const { app } = secretsOf(dataDir);
  replaceFile(path.join(target, "secret.json"), JSON.stringify({ app }));
  // Without its manifest it is no backup, so an interrupted one can never be restored.
  replaceFile(path.join(target, "manifest.json"), JSON.stringify(manifest, null, 2));
  const copied = new Set(objectsIn(path.join(target, "objects")));
  const missing = named.filter((name) => !copied.has(name));
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  console.log(`${rows} rows and ${copied.size} files are in ${target}`);
  if (missing.length === 0) return 0;
  const list = missing.map((name) => `  ${name}${altered.includes(name) ? " (altered)" : ""}`).join("\n");
  console.error(
    `The backup is complete but for files that the store itself lost. Run \`npm run verify\`:\n${list}`,
  );
  return 1;
}
