// Brings a database to this version: prisma/migrations in order, the queue's own schema, and what they leave to code.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { connect, requireFit } from "./connect.mjs";
import { root, Trouble } from "./env.mjs";
import { appRole } from "./pg.mjs";

const lockNumber = 7_203_114;
const folder = path.join(root, "prisma/migrations");

/** As Prisma's own table, so that its tools agree with what was done here. */
const ledger = `
  create table if not exists "_prisma_migrations" (
    id varchar(36) primary key,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

export function migrationsOnDisk() {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readMigration(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readMigration(name) {
  const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8").replaceAll("\r\n", "\n");
  return { name, sql, checksum: crypto.createHash("sha256").update(sql).digest("hex") };
}

/**
 * Applies what is missing (of `only` those, when given), one transaction each, then the steps that they leave to code.
 * Where somebody is in the database already, `keep` is called before anything is changed, and `upgrade` has to run
 * server/upgrade.ts: all of it under one lock. Returns the names of what was applied.
 * @param {string} url
 * @param {{ only?: string[], keep?: () => Promise<unknown>, upgrade?: () => Promise<unknown> }} how
 */
export async function migrate(url, { only, keep, upgrade } = {}) {
  const client = await connect(url);
  try {
    await requireFit(client);
    await client.query("select pg_advisory_lock($1)", [lockNumber]);
    const missing = await missingFrom(client, only);
    if (keep && missing.length > 0 && (await isUsed(client))) await keep();
    for (const migration of missing) await apply(client, migration);
    await migrateQueue(url);
    await grantToApp(client);
    await finishInCode(client, upgrade);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function missingFrom(client, only) {
  await client.query(ledger);
  const done = await appliedTo(client);
  const wanted = migrationsOnDisk();
  requireKnown(done, wanted);
  return wanted.filter(({ name }) => !done.has(name) && (!only || only.includes(name)));
}

/** Whether anybody is in it. */
export async function isUsed(client) {
  if (!(await hasTable(client, "User"))) return false;
  const { rows } = await client.query(`select exists (select from "User") as used`);
  return rows[0].used;
}

async function hasTable(client, name) {
  const { rows } = await client.query(
    "select to_regclass(format('public.%I', $1::text)) is not null as found",
    [name],
  );
  return rows[0].found;
}

/** Where nobody is yet, there is nothing to go over. One that dies in its middle goes on with the next start. */
async function finishInCode(client, upgrade) {
  const steps = await stepsLeft(client);
  if (steps.length === 0) return;
  if (await isUsed(client)) {
    if (!upgrade) throw new Error(`${steps.join(", ")} is left to server/upgrade.ts, which was not at hand`);
    await upgrade();
  } else {
    await client.query(`update "UpgradeStep" set "doneAt" = now() where "doneAt" is null`);
  }
}

async function stepsLeft(client) {
  if (!(await hasTable(client, "UpgradeStep"))) return [];
  const { rows } = await client.query(`select name from "UpgradeStep" where "doneAt" is null order by name`);
  return rows.map(({ name }) => name);
}

/** By name, with the checksum of each. */
async function appliedTo(client) {
  const { rows } = await client.query(
    `select migration_name as name, checksum from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

/** For what only reads a database: its tables are those of this version, or there are words for it. */
export async function requireMigrated(url) {
  const client = await connect(url);
  try {
    const done = (await hasTable(client, "_prisma_migrations")) ? await appliedTo(client) : new Map();
    const wanted = migrationsOnDisk();
    requireKnown(done, wanted);
    const missing = wanted.filter(({ name }) => !done.has(name)).map(({ name }) => name);
    missing.push(...(await stepsLeft(client)));
    if (missing.length === 0) return;
    throw new Trouble(
      done.size === 0
        ? `The database ${client.database} has no studio in it yet. Nothing was looked at and nothing was changed. Start Fresh Ears with it once, then try again.`
        : `The database ${client.database} is older than this version of Fresh Ears: it lacks ${missing.join(", ")}. Nothing was looked at and nothing was changed. Start Fresh Ears once, which brings it up to date, then try again.`,
    );
  } finally {
    await client.end();
  }
}

function requireKnown(done, wanted) {
  const newer = [...done.keys()].filter((name) => !wanted.some((migration) => migration.name === name));
  if (newer.length > 0) {
    throw new Trouble(
      `The database was brought to a newer version: it knows ${newer.join(", ")}, which this checkout does not. ` +
        "Nothing was changed. Start the newer version of Fresh Ears.",
    );
  }
  const altered = wanted.filter(({ name, checksum }) => done.has(name) && done.get(name) !== checksum);
  if (altered.length === 0) return;
  throw new Trouble(
    `${altered.map(({ name }) => name).join(", ")} was altered after it had been applied to this database. Nothing was changed. ` +
      "Restore the file as it was, and put the change into a migration of its own.",
  );
}

async function apply(client, { name, sql, checksum }) {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)`,
      [crypto.randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Trouble(`The migration ${name} failed and was taken back whole: ${error.message}`);
  }
}

async function migrateQueue(url) {
  const { Logger, runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
}

/** The app's role owns no table, so that revokes and triggers hold for it. A server given by DATABASE_URL has one role. */
async function grantToApp(client) {
  const { rows } = await client.query(
    "select 1 from pg_roles where rolname = $1 and rolname <> current_user",
    [appRole],
  );
  if (rows.length === 0) return;
  await client.query("begin");
  await client.query(`
    grant usage on schema public, graphile_worker to ${appRole};
    grant select, insert, update, delete on all tables in schema public to ${appRole};
    grant usage, select on all sequences in schema public to ${appRole};
    revoke all on "_prisma_migrations" from ${appRole};
    grant select on "_prisma_migrations" to ${appRole};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${appRole};
    grant usage, select on all sequences in schema graphile_worker to ${appRole};
    grant execute on all functions in schema graphile_worker to ${appRole};
  `);
  await revokeChangesOfHistory(client);
  await openQueueTo(client);
  await client.query("commit");
}

/**
 * What only grows is guarded by triggers as well; a backup may be restored to before such a table was made. Of a decision
 * the columns that its trigger names may be changed, as far as the trigger allows.
 */
async function revokeChangesOfHistory(client) {
  const { rows } = await client.query(
    `select tgrelid::regclass as "table", case tgname when 'decision_stands'
       then array_remove(string_to_array(encode(tgargs, 'escape'), '\\000'), '') end as columns
     from pg_trigger where tgname in ('append_only', 'decision_stands')`,
  );
  for (const { table, columns } of rows) {
    await client.query(`revoke update, delete on ${table} from ${appRole}`);
    if (!columns) continue;
    const named = [...columns, "salt"].map((column) => `"${column}"`).join(", ");
    await client.query(`grant update (${named}) on ${table} to ${appRole}`);
  }
}

/** The queue's tables have row security without a policy: only their owner would see a row. */
async function openQueueTo(client) {
  const { rows } = await client.query(`
    select format('create policy %I on %s to %I using (true) with check (true)', '${appRole}', oid::regclass, '${appRole}') as statement
    from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
      and not exists (select 1 from pg_policy where polrelid = pg_class.oid and polname = '${appRole}')`);
  for (const { statement } of rows) await client.query(statement);
}
