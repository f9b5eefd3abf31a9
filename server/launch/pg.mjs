// The embedded Postgres: one cluster in one folder, started and stopped by a guard that outlives the launcher.
import { spawn } from "node:child_process";
import path from "node:path";
import { connect } from "./connect.mjs";
import { root, Trouble } from "./env.mjs";
import { stopLeftOver } from "./pg-cluster.mjs";

export const databaseName = "fresh_ears";
export const ownerRole = "fresh_ears_owner";
export const appRole = "fresh_ears_app";

/** For throw-away clusters: nothing survives a power cut, and nothing has to. */
export const fastAndForgetful = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=200",
];

/**
 * Starts the guard, which starts Postgres, and resolves once it takes connections.
 * @param {{ dir: string, superuserPassword: string, settings?: string[] }} cluster
 */
export async function startCluster({ dir, superuserPassword, settings = [] }) {
  const guard = spawn(process.execPath, [path.join(import.meta.dirname, "pg-guard.mjs")], {
    cwd: root,
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "inherit"],
  });
  guard.stdin.on("error", () => {});
  guard.stdin.write(`${JSON.stringify({ dir, superuserPassword, settings })}\n`);
  const ended = new Promise((resolve) => guard.once("exit", resolve));
  const { port, pid, trouble } = await firstLine(guard);
  if (trouble) throw new Trouble(trouble);
  return {
    dir,
    port,
    pid,
    guardPid: guard.pid,
    ended,
    urlFor: (role, password, database) => embeddedUrl(port, role, password, database),
    /** Postgres stops after that process has ended: it may still have something to write. */
    waitFor: (waited) => guard.stdin.write(`${waited}\n`),
    stop: async () => {
      guard.stdin.end();
      await ended;
      // A guard that was killed has left Postgres to itself.
      await stopLeftOver(path.join(dir, "pg"));
    },
  };
}

/** Says how to talk, so that PGSSLMODE of the person at this machine does not. */
export const embeddedUrl = (port, role, password, database = databaseName) =>
  `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?sslmode=disable`;

function firstLine(guard) {
  return new Promise((resolve) => {
    let text = "";
    guard.stdout.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) resolve(JSON.parse(text.slice(0, text.indexOf("\n"))));
    });
    guard.once("exit", () => resolve({ trouble: "The process that guards the database ended at once." }));
  });
}

/** Roles and an empty database in an embedded cluster; called at every start, for new passwords take effect then. */
export async function prepareCluster(cluster, { superuser, databaseOwner, databaseApp }) {
  const client = await connect(cluster.urlFor("postgres", superuser, "postgres"));
  try {
    await setRole(client, ownerRole, databaseOwner);
    await setRole(client, appRole, databaseApp);
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (rows.length === 0) await client.query(`create database ${databaseName} owner ${ownerRole}`);
  } finally {
    await client.end();
  }
}

async function setRole(client, role, password) {
  const { rows } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  const verb = rows.length > 0 ? "alter" : "create";
  await client.query(`${verb} role ${role} login password ${client.escapeLiteral(password)}`);
}
