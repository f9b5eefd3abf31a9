// A test run's own databases on the server that DATABASE_URL names. The database that it names is only connected to.
import crypto from "node:crypto";
import { connect, requireVersion } from "./connect.mjs";
import { Trouble } from "./env.mjs";

const family = "fresh_ears_test_";

/** Until `stop`, which drops every database that the run made. */
export async function borrowServer(url) {
  const run = crypto.randomBytes(4).toString("hex");
  const name = `${family}${run}`;
  // Held as long as the run lives: by its name others see that its databases are in use.
  const holder = await connect(url);
  try {
    await requireVersion(holder);
    await requireRight(holder);
    await holder.query(`set application_name to ${name}`);
    await dropLeftOvers(holder);
  } catch (error) {
    await holder.end();
    throw error;
  }
  return {
    /** For the run's processes, which then make databases with `newDatabase`. */
    env: { TEST_SERVER_URL: url, TEST_DATABASES: name },
    stop: async () => {
      const client = await connect(url);
      await drop(client, await databasesOf(client, run));
      await client.end();
      await holder.end();
    },
  };
}

/** An empty database of the run that this process belongs to; undefined unless that borrows a server. */
export async function newDatabase(label) {
  const { TEST_SERVER_URL: url, TEST_DATABASES: run } = process.env;
  if (!url) return undefined;
  const database = `${run}_${label}`;
  const client = await connect(url);
  await client.query(`create database ${database}`);
  await client.end();
  return addressOf(url, database);
}

/** The address of another database on the same server. */
export const addressOf = (url, database) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

async function requireRight(client) {
  const { rows } = await client.query(
    "select rolname as role, rolcreatedb or rolsuper as allowed from pg_roles where rolname = current_user",
  );
  const [{ role, allowed }] = rows;
  if (allowed) return;
  throw new Trouble(
    `The tests make databases of their own on the server of DATABASE_URL, and the role ${role} may not create any. Nothing was changed. ` +
      `Run \`alter role ${client.escapeIdentifier(role)} createdb\` there, or leave DATABASE_URL out to use the built-in server.`,
  );
}

/** Runs that were killed. The databases are listed first: whoever makes one is there before it. */
async function dropLeftOvers(client) {
  const found = await databasesOf(client, "[0-9a-f]{8}");
  const { rows } = await client.query("select application_name as name from pg_stat_activity");
  const living = new Set(rows.map(({ name }) => name));
  await drop(
    client,
    found.filter((database) => !living.has(database.slice(0, family.length + 8))),
  );
}

/** Only those that the role made itself. */
async function databasesOf(client, run) {
  const { rows } = await client.query(
    `select datname as name from pg_database join pg_roles on pg_roles.oid = datdba
     where rolname = current_user and datname ~ $1`,
    [`^${family}${run}(_[a-z0-9_]+)?$`],
  );
  return rows.map(({ name }) => name);
}

async function drop(client, databases) {
  for (const database of databases) await dropDatabase(client, database);
}

/** Only a superuser may force the server's own cleaners out; a plain drop makes them leave. */
export async function dropDatabase(client, database) {
  await client.query(`drop database if exists ${database} with (force)`).catch((error) => {
    if (error.code !== "42501") throw error;
    return client.query(`drop database if exists ${database}`);
  });
}
