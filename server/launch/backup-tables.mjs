// Rows to lines of JSON and back. A line names its columns, so that a newer version can still read it.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { connect } from "./connect.mjs";
import { Trouble } from "./env.mjs";

const rowsAtOnce = 1000;

/** Every table of the portal and of its queue, with its key. What the migrations themselves write is left out. */
const tablesQuery = `
  select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted,
    (select string_agg(quote_ident(a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum))
     from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
     where i.indrelid = c.oid and i.indisprimary) as key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')
    and c.relname not in ('_prisma_migrations', 'migrations')
  order by 1, 2`;

/** The manifest of what it writes, all as of one moment; `read` may look at that moment too. */
export async function dumpDatabase(url, folder, read = async () => {}) {
  const client = await connect(url);
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as major, now() as "madeAt",
         (select json_agg(json_build_object('name', migration_name, 'checksum', checksum) order by migration_name)
          from "_prisma_migrations" where finished_at is not null) as migrations`,
    );
    await read(client);
    return { format: 1, ...rows[0], ...(await dumpTables(client, folder)) };
  } finally {
    await client.end();
  }
}

/** Writes one file per table, and says how many rows each has and what its bytes hash to. */
async function dumpTables(client, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const { rows: tables } = await client.query(tablesQuery);
  const dumped = {};
  for (const { schema, name, quoted, key } of tables) {
    dumped[`${schema}.${name}`] = await dumpTable(
      client,
      { quoted, key },
      path.join(folder, `${schema}.${name}.jsonl`),
    );
  }
  return { tables: dumped, sequences: await sequenceValues(client) };
}

/** In the order of the key, or of the lines without one: equal tables give equal files. */
async function dumpTable(client, { quoted, key }, file) {
  const hash = crypto.createHash("sha256");
  const out = fs.openSync(file, "wx", 0o600);
  let count = 0;
  await client.query(
    `declare dumped no scroll cursor for select row_to_json(t)::text as line from ${quoted} t order by ${key ?? "line"}`,
  );
  for (;;) {
    const { rows } = await client.query(`fetch ${rowsAtOnce} from dumped`);
    if (rows.length === 0) break;
    const text = `${rows.map(({ line }) => line).join("\n")}\n`;
    // All of it or an error: a disk that fills up takes a part of a single write.
    fs.writeFileSync(out, text);
    hash.update(text);
    count += rows.length;
  }
  await client.query("close dumped");
  fs.fsyncSync(out);
  fs.closeSync(out);
  return { rows: count, sha256: hash.digest("hex") };
}

async function sequenceValues(client) {
  const { rows } = await client.query(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
     where schemaname in ('public', 'graphile_worker') and last_value is not null order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** Refuses a backup of which a table's file is missing or altered. */
export async function checkTables(folder, tables) {
  for (const [name, { sha256 }] of Object.entries(tables)) {
    const file = path.join(folder, `${name}.jsonl`);
    const found = fs.existsSync(file) ? await hashOfFile(file) : "nothing";
    if (found !== sha256)
      throw new Trouble(`The backup is damaged: ${file} is missing or altered. Nothing was restored.`);
  }
}

async function hashOfFile(file) {
  const hash = crypto.createHash("sha256");
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

/** All or nothing, in one transaction; the foreign keys are checked over everything when they come back. */
export async function loadTables(client, folder, { tables, sequences }) {
  await client.query("begin");
  try {
    const keys = await foreignKeys(client);
    for (const { drop } of keys) await client.query(drop);
    for (const [name, { rows }] of Object.entries(tables)) {
      await loadTable(client, name, path.join(folder, `${name}.jsonl`), rows);
    }
    for (const [name, value] of Object.entries(sequences))
      await client.query("select setval($1, $2)", [name, value]);
    for (const { add } of keys) await client.query(add);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Trouble(`The backup's rows do not fit this database, so none was restored: ${error.message}`);
  }
}

async function foreignKeys(client) {
  const { rows } = await client.query(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and connamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)`);
  return rows;
}

async function loadTable(client, name, file, expectedRows) {
  const [schema, table] = name.split(".");
  const quoted = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
  const columns = await writableColumns(client, quoted);
  const insert = `insert into ${quoted} (${columns}) overriding system value
    select ${columns} from unnest($1::json[]) as line, json_populate_record(null::${quoted}, line)`;
  // Triggers guard what people do; these rows have passed them once.
  await client.query(`alter table ${quoted} disable trigger user`);
  await client.query(`delete from ${quoted}`);
  let loaded = 0;
  for await (const lines of inBatches(file)) loaded += (await client.query(insert, [lines])).rowCount;
  await client.query(`alter table ${quoted} enable trigger user`);
  if (loaded !== expectedRows) throw new Error(`${name} has ${loaded} rows and should have ${expectedRows}`);
}

async function writableColumns(client, quoted) {
  const { rows } = await client.query(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [quoted],
  );
  return rows[0].list;
}

async function* inBatches(file) {
  let batch = [];
  for await (const line of readline.createInterface({
    input: fs.createReadStream(file),
    crlfDelay: Infinity,
  })) {
    batch.push(line);
    if (batch.length === rowsAtOnce) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
