// A cluster for one test run or one command: fast, its own, and gone afterwards.
import fs from "node:fs";
import path from "node:path";
import { root } from "./env.mjs";
import { migrate, prepareCluster } from "./migrate.mjs";
import { appRole, databaseName, fastAndForgetful, ownerRole, startCluster } from "./pg.mjs";
import { isAlive, thisProcess } from "./processes.mjs";

const home = path.join(root, ".data/test");
// It holds only what tests make and listens on this machine only.
const password = "throw-away";

/** Several runs may share a checkout: each gets a cluster of its own, with the migrated database `fresh_ears`. */
export async function startThrowAwayCluster({ migrated = true } = {}) {
  fs.mkdirSync(home, { recursive: true });
  removeLeftOvers();
  const dir = fs.mkdtempSync(path.join(home, "run-"));
  fs.writeFileSync(path.join(dir, "owner.json"), JSON.stringify(thisProcess()));
  const cluster = await startCluster({ dir, superuserPassword: password, settings: fastAndForgetful });
  await prepareCluster(cluster, { superuser: password, databaseOwner: password, databaseApp: password });
  if (migrated) await migrate(cluster.urlFor(ownerRole, password));
  return {
    superuserUrl: (database = databaseName) => cluster.urlFor("postgres", password, database),
    ownerUrl: (database = databaseName) => cluster.urlFor(ownerRole, password, database),
    appUrl: (database = databaseName) => cluster.urlFor(appRole, password, database),
    stop: async () => {
      await cluster.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Runs that were killed. Their guards have stopped Postgres by themselves. */
function removeLeftOvers() {
  for (const name of fs.readdirSync(home).filter((entry) => entry.startsWith("run-"))) {
    const dir = path.join(home, name);
    const owner = readOwner(dir);
    if (owner && !isAlive(owner)) fs.rmSync(dir, { recursive: true, force: true });
  }
}

function readOwner(dir) {
  try {
    return JSON.parse(fs.readFileSync(path.join(dir, "owner.json"), "utf8"));
  } catch {
    return undefined;
  }
}
