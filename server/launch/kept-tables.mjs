// The tables as they were before a newer version changes them: in `kept-tables` of the data folder, as a backup.
import fs from "node:fs";
import path from "node:path";
import { dumpDatabase } from "./backup-tables.mjs";
import { connect } from "./connect.mjs";
import { Trouble } from "./env.mjs";
import { replaceFile, secretsOf } from "./secrets.mjs";

const newestKept = 3;
const isCopy = (name) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(-\d+)?$/.test(name);
const noRoom = ["ENOSPC", "EDQUOT", "EFBIG"];

/** Returns the folder of the copy. The files are not copied: nothing changes an original. */
export async function keepTables(url, dataDir) {
  const folder = path.join(dataDir, "kept-tables");
  const part = path.join(folder, "unfinished");
  const bytes = await bytesToKeep(url);
  try {
    requireRoom(bytes, dataDir);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    dropUnfinished(part);
    const manifest = await dumpDatabase(url, path.join(part, "tables"));
    replaceFile(path.join(part, "secret.json"), JSON.stringify({ app: secretsOf(dataDir).app }));
    const written = { ...manifest, objects: "../../objects" };
    replaceFile(path.join(part, "manifest.json"), JSON.stringify(written, null, 2));
    const copy = nameFor(folder, new Date());
    fs.renameSync(part, copy);
    dropOlder(folder);
    return copy;
  } catch (error) {
    if (fs.existsSync(part)) dropUnfinished(part);
    throw inWords(error, folder);
  }
}

/** What a start that was stopped left, or what did not fit. */
const dropUnfinished = (part) => fs.rmSync(part, { recursive: true, force: true });

/** Once for the copy, and once for what the migrations write anew. */
async function bytesToKeep(url) {
  const client = await connect(url);
  try {
    const { rows } = await client.query(`
      select 2 * coalesce(sum(pg_total_relation_size(oid)), 0)::float8 as bytes from pg_class
      where relkind = 'r' and relnamespace in (to_regnamespace('public'), to_regnamespace('graphile_worker'))`);
    return rows[0].bytes;
  } finally {
    await client.end();
  }
}

function requireRoom(bytes, dataDir) {
  const { bavail, bsize } = fs.statfsSync(dataDir);
  if (bavail * bsize >= bytes) return;
  const inMegabytes = (count) => `${Math.ceil(count / 1_000_000)} MB`;
  throw Object.assign(
    new Error(`${inMegabytes(bavail * bsize)} are free, and about ${inMegabytes(bytes)} are needed`),
    { code: "ENOSPC", syscall: "statfs" },
  );
}

function nameFor(folder, at) {
  const name = path.join(folder, at.toISOString().slice(0, 19).replaceAll(":", "-"));
  for (let number = 1; ; number++) {
    const copy = number === 1 ? name : `${name}-${number}`;
    if (!fs.existsSync(copy)) return copy;
  }
}

function dropOlder(folder) {
  const copies = fs.readdirSync(folder).filter(isCopy).sort();
  for (const name of copies.slice(0, -newestKept))
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

function inWords(error, folder) {
  if (!error.syscall) return error;
  const advice = noRoom.includes(error.code)
    ? `Make room on that disk, or take older copies out of ${folder}`
    : `Let this account write to ${folder}`;
  const what = noRoom.includes(error.code) ? "There is no room to keep" : "It was not possible to keep";
  return new Trouble(
    `${what} the tables in ${folder} before they are brought to this version: ${error.message}. ` +
      `Nothing was changed. ${advice}, and start again.`,
  );
}
