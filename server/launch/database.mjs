// The database of one data folder: the embedded cluster there, or the server that DATABASE_URL names.
import fs from "node:fs";
import path from "node:path";
import { takeDataFolder, userOf } from "./data-folder.mjs";
import { secretsOf, Trouble } from "./env.mjs";
import { prepareCluster } from "./migrate.mjs";
import { appRole, databaseName, ownerRole, startCluster } from "./pg.mjs";

/** `ownerUrl` may change tables; `appUrl` is what the processes get. With DATABASE_URL both are the same. */
export async function openDatabase({ databaseUrl, dataDir }) {
  if (databaseUrl) return outside(databaseUrl);
  const secrets = secretsOf(dataDir);
  const cluster = await startCluster({ dir: dataDir, superuserPassword: secrets.superuser });
  await prepareCluster(cluster, secrets);
  return {
    ownerUrl: cluster.urlFor(ownerRole, secrets.databaseOwner),
    appUrl: cluster.urlFor(appRole, secrets.databaseApp),
    waitFor: cluster.waitFor,
    ended: cluster.ended,
    stop: cluster.stop,
  };
}

function outside(url) {
  const never = new Promise(() => {});
  return {
    ownerUrl: url,
    appUrl: url,

    waitFor: () => {},
    ended: never,
    stop: async () => {},
  };
}

/** For a command beside the portal: the database of the one that runs, or one that is started for this command. */
export async function borrowDatabase(settings) {
  if (settings.databaseUrl) return outside(settings.databaseUrl);
  if (userOf(settings.dataDir)) return runningDatabase(settings.dataDir);
  if (!fs.existsSync(path.join(settings.dataDir, "pg"))) {
    throw new Trouble(
      `There is no studio in ${settings.dataDir} yet. Start Fresh Ears once, or set DATA_DIR to where one is.`,
    );
  }
  const folder = await takeDataFolder(settings.dataDir);
  const database = await openDatabase(settings);
  const stop = async () => {
    await database.stop();
    folder.release();
  };
  return { ...database, stop };
}

function runningDatabase(dataDir) {
  const { databaseOwner, databaseApp } = secretsOf(dataDir);
  const port = fs.readFileSync(path.join(dataDir, "pg/postmaster.pid"), "utf8").split("\n")[3];
  const urlFor = (role, password) => `postgresql://${role}:${password}@127.0.0.1:${port}/${databaseName}`;
  return { ...outside(urlFor(appRole, databaseApp)), ownerUrl: urlFor(ownerRole, databaseOwner) };
}
