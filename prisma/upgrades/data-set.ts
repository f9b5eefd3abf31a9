import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

export const upgradesFolder = import.meta.dirname;

/** Contents that the data sets share, by their SHA-256; those of the demo's song lie with the demo. */
export const sharedObjects = path.join(upgradesFolder, "objects");
const song = path.resolve(upgradesFolder, "../demo/final-step");

/** With it the data sets are made and brought up: it protects nothing. */
export const everybodysSecret = "this secret of data sets is for everybody to read";
/** Of everybody in a studio that began without a demo. */
export const everybodysPassword = "three unrelated words";

/** Where each content of the demo's song lies, by its SHA-256. */
export const filesOfDemo = () =>
  new Map(
    fs
      .readdirSync(song, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [createHash("sha256").update(fs.readFileSync(file)).digest("hex"), file]),
  );

export type DataSet = { version: string; name: string; folder: string };

/** Of every version that kept some, the oldest first; a version is named for the last migration that it knew. */
export const dataSets = (): DataSet[] =>
  foldersIn(upgradesFolder)
    .filter((version) => /^\d{14}_/.test(version))
    .flatMap((version) =>
      foldersIn(path.join(upgradesFolder, version)).map((name) => ({
        version,
        name,
        folder: path.join(upgradesFolder, version, name),
      })),
    );

const foldersIn = (folder: string) =>
  fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

export type Row = Record<string, unknown>;

/** What `npm run backup` wrote of a table, if there was one. */
export function rowsOf(folder: string, table: string): Row[] | undefined {
  const file = path.join(folder, "tables", `${table}.jsonl`);
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Row);
}
