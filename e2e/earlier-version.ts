import fs from "node:fs";
import path from "node:path";
import {
  type DataSet,
  everybodysSecret,
  filesOfDemo,
  type Row,
  rowsOf,
  sharedObjects,
} from "../prisma/upgrades/data-set.ts";
import { checkTables, dumpDatabase, loadTables } from "../server/launch/backup-tables.mjs";
import { connect } from "../server/launch/connect.mjs";
import { borrowDatabase, openDatabase } from "../server/launch/database.mjs";
import { migrate } from "../server/launch/migrate.mjs";

type Manifest = {
  migrations: { name: string }[];
  tables: Record<string, unknown>;
  sequences: Record<string, string>;
};
const manifestOf = (folder: string): Manifest =>
  JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));

/** A data folder as that version left it: its tables, its rows and its files. */
export async function bringBack({ folder }: DataSet, dataDir: string) {
  const manifest = manifestOf(folder);
  const tables = path.join(folder, "tables");
  fs.mkdirSync(dataDir, { recursive: true });
  fs.writeFileSync(path.join(dataDir, "secrets.json"), JSON.stringify({ app: everybodysSecret }));
  bringObjects(folder, dataDir);
  await checkTables(tables, manifest.tables);
  const database = await openDatabase({ databaseUrl: undefined, dataDir });
  await migrate(database.ownerUrl, { only: manifest.migrations.map(({ name }) => name) });
  const client = await connect(database.ownerUrl);
  await loadTables(client, tables, manifest);
  await client.end();
  await database.stop();
}

function bringObjects(folder: string, dataDir: string) {
  const ofDemo = filesOfDemo();
  for (const { studioId, sha256 } of (rowsOf(folder, "public.StoredObject") ?? []) as Record<
    string,
    string
  >[]) {
    const target = path.join(dataDir, "objects", `${studioId}`, `${sha256}`.slice(0, 2), `${sha256}`);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(ofDemo.get(`${sha256}`) ?? path.join(sharedObjects, `${sha256}`), target);
  }
}

/** They move on by themselves: the beats of workers, the limits, and where a history ends. */
const restless = ["public.WorkerBeat", "public.RateLimit", "public.StreamEnd"];
/** The rows that upgrades mean to add: lines of a history, and the sums, which became renders. */
const meant: Record<string, (row: Row) => boolean> = {
  "public.Event": () => true,
  "public.Render": ({ kind }) => kind === "reconciliation",
};

/** What the portal in that folder has otherwise than it was, by table: rows that were lost or altered, and rows that came. */
export async function whatChanged({ folder }: DataSet, dataDir: string) {
  const now = path.join(dataDir, "now");
  const { ownerUrl } = await borrowDatabase({ dataDir });
  await dumpDatabase(ownerUrl, path.join(now, "tables"));
  const changes = Object.keys(manifestOf(folder).tables)
    .filter((table) => table.startsWith("public.") && !restless.includes(table))
    .flatMap((table) => changesOf(table, rowsOf(folder, table) ?? [], rowsOf(now, table)));
  fs.rmSync(now, { recursive: true });
  return changes;
}

/** By the columns that the table had then and has now; what is gone was moved by a migration that has tests of its own. */
function changesOf(table: string, before: Row[], after: Row[] | undefined) {
  if (!after) return [];
  const columns = Object.keys(before[0] ?? {}).filter((column) => column in (after[0] ?? { [column]: null }));
  const told = (row: Row) => JSON.stringify(columns.map((column) => row[column]));
  const lost = missingFrom(after.map(told), before.map(told)).map((row) => `${table} lost ${row}`);
  const unmeant = after.filter((row) => !meant[table]?.(row));
  const came = missingFrom(before.map(told), unmeant.map(told)).map((row) => `${table} got ${row}`);
  return [...lost, ...came];
}

function missingFrom(there: string[], wanted: string[]) {
  const left = new Map<string, number>();
  for (const row of there) left.set(row, (left.get(row) ?? 0) + 1);
  return wanted.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}
