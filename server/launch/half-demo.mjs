// A demo that a killed start left half filled in. It is known by a row that stands in the database while it is filled.
import fs from "node:fs";
import path from "node:path";
import { root, Trouble } from "./env.mjs";

export const demoPeople = "%@demo.example";

/** Before the first row is written. */
export const markHalf = (client) => client.query(`insert into "UnfinishedDemo" default values`);

/** After the last. */
export const markWhole = (client) => client.query(`delete from "UnfinishedDemo"`);

/** Throws away what an unfinished demo wrote, rows and files, and nothing else. */
export async function forgetHalfDemo(client, dataDir) {
  const { rows } = await client.query(
    `select (select count(*)::int from "User" where email not like $1) as strangers,
       array(select id::text from "Studio") as "studioIds" from "UnfinishedDemo"`,
    [demoPeople],
  );
  if (rows.length === 0) return;
  const [{ strangers, studioIds }] = rows;
  if (strangers > 0) {
    throw new Trouble(
      "An earlier start was stopped while it filled the demo in, and since then people of your own came into it. Nothing was changed. " +
        "Set DATABASE_URL to an empty database, or DATA_DIR to an empty folder, and start again.",
    );
  }
  // The files first: as long as their rows are there, the next start knows of them.
  for (const id of studioIds) fs.rmSync(path.join(dataDir, "objects", id), { recursive: true, force: true });
  await emptyTables(client);
}

async function emptyTables(client) {
  const tables = tablesOfSchema();
  const turnGuards = (how) => tables.map((table) => `alter table ${table} ${how} trigger user;`).join("\n");
  await client.query("begin");
  await client.query(turnGuards("disable"));
  await client.query(`truncate ${tables.join(", ")}`);
  await client.query(turnGuards("enable"));
  await client.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  await client.query("commit");
}

function tablesOfSchema() {
  const folder = path.join(root, "prisma/schema");
  const schema = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
  return [...schema.join("\n").matchAll(/^model (\w+)/gm)].map(([, model]) => `"${model}"`);
}
