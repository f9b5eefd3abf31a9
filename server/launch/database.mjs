// The database of one data folder: the embedded cluster there, or the server that DATABASE_URL names.
import fs from "node:fs";
import path from "node:path";
import { secretsOf } from "./env.mjs";
import { prepareCluster } from "./migrate.mjs";
import { appRole, ownerRole, startCluster } from "./pg.mjs";

/** `ownerUrl` may change tables; `appUrl` is what the processes get. With DATABASE_URL both are the same. */
export async function openDatabase({ databaseUrl, dataDir }) {
  if (databaseUrl) return outside(databaseUrl);
  const secrets = secretsOf(dataDir);
  const cluster = await startCluster({ dir: dataDir, superuserPassword: secrets.superuser });
  await prepareCluster(cluster, secrets);
  return {
    ownerUrl: cluster.urlFor(ownerRole, secrets.databaseOwner),
    appUrl: cluster.urlFor(appRole, secrets.databaseApp),
    superuserUrl: cluster.urlFor("postgres", secrets.superuser, "postgres"),
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
    superuserUrl: undefined,
    waitFor: () => {},
    ended: never,
    stop: async () => {},
  };
}

/** The addresses of an embedded cluster that a running Fresh Ears started. */
export function runningDatabase({ databaseUrl, dataDir }) {
  if (databaseUrl) return outside(databaseUrl);
  const secrets = secretsOf(dataDir);
  const port = fs.readFileSync(path.join(dataDir, "pg/postmaster.pid"), "utf8").split("\n")[3];
  const urlFor = (role, password) => `postgresql://${role}:${password}@127.0.0.1:${port}/fresh_ears`;
  return {
    ...outside(urlFor(appRole, secrets.databaseApp)),
    ownerUrl: urlFor(ownerRole, secrets.databaseOwner),
  };
}
