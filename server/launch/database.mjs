// The database of one data folder: the embedded cluster there, or the server that DATABASE_URL names.
import fs from "node:fs";
import path from "node:path";
import { connect } from "./connect.mjs";
import { takeDataFolder, userOf } from "./data-folder.mjs";
import { Trouble } from "./env.mjs";
import { appRole, embeddedUrl, ownerRole, prepareCluster, startCluster } from "./pg.mjs";
import { secretsOf } from "./secrets.mjs";

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
  if (settings.databaseUrl) return outsideWithStudio(settings.databaseUrl);
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

async function outsideWithStudio(url) {
  const client = await connect(url);
  const { rows } = await client.query(
    `select to_regclass('public."_prisma_migrations"') is not null as found`,
  );
  await client.end();
  if (rows[0].found) return outside(url);
  throw new Trouble(
    "There is no studio in the database of DATABASE_URL yet. Start Fresh Ears with it once, or name the one where the studio is.",
  );
}

function runningDatabase(dataDir) {
  const { databaseOwner, databaseApp } = secretsOf(dataDir);
  const file = path.join(dataDir, "pg/postmaster.pid");
  if (!fs.existsSync(file)) {
    throw new Trouble(`Fresh Ears is just starting in ${dataDir}. Nothing was done. Try again in a moment.`);
  }
  const port = fs.readFileSync(file, "utf8").split("\n")[3];
  return {
    ...outside(embeddedUrl(port, appRole, databaseApp)),
    ownerUrl: embeddedUrl(port, ownerRole, databaseOwner),
  };
}
