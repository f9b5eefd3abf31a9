// A cluster for one test run or one command: fast, its own, and gone afterwards.
import fs from "node:fs";
import { migrate } from "./migrate.mjs";
import { appRole, databaseName, fastAndForgetful, ownerRole, prepareCluster, startCluster } from "./pg.mjs";
import { newTestFolder, removeLeftOvers } from "./test-folder.mjs";

// It holds only what tests make and listens on this machine only.
const password = "throw-away";

/** Several runs may share a checkout: each gets a cluster of its own, with the migrated database `fresh_ears`. */
export async function startThrowAwayCluster({ migrated = true } = {}) {
  removeLeftOvers();
  const dir = newTestFolder("cluster");
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
