import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { environmentFor, newDataFolder, startPortal } from "../server/testing/portal.ts";
import { test } from "./watched.ts";

const root = path.resolve(import.meta.dirname, "..");

function command(name: string, dataDir: string, args: string[] = [], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`server/launch/${name}.mjs`, ...args], {
    cwd: root,
    encoding: "utf8",
    env: environmentFor(dataDir, env),
  });
  return { status, said: stdout + stderr };
}

const { E2E_DATA_DIR = "", E2E_DATABASE_URL = "" } = process.env;
const backUpDemo = (folder: string) =>
  command("backup", E2E_DATA_DIR, [folder], { DATABASE_URL: E2E_DATABASE_URL });

test.describe.configure({ timeout: 120_000 });

type Manifest = {
  tables: Record<string, { rows: number; sha256: string }>;
  sequences: Record<string, string>;
};
const manifestOf = (folder: string): Manifest =>
  JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));

/** They change by themselves while a portal runs. */
const restless = ["public.WorkerBeat", "public.RateLimit"];
const settled = ({ tables, sequences }: Manifest) => ({
  sequences,
  tables: Object.fromEntries(Object.entries(tables).filter(([name]) => !restless.includes(name))),
});

test("a backup of a running demo comes back elsewhere to the last row and byte", async () => {
  const folder = newDataFolder();
  const [first, second, dataDir] = ["first", "second", "data"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];

  const backedUp = backUpDemo(first);
  expect(backedUp, backedUp.said).toMatchObject({ status: 0 });
  const restored = command("restore", dataDir, [first]);
  expect(restored, restored.said).toMatchObject({ status: 0 });
  const again = command("backup", dataDir, [second]);
  expect(again, again.said).toMatchObject({ status: 0 });

  expect(settled(manifestOf(second))).toEqual(settled(manifestOf(first)));
  expect(Object.values(manifestOf(first).tables).filter(({ rows }) => rows > 0).length).toBeGreaterThan(10);
  const verified = command("verify", dataDir);
  expect(verified, verified.said).toMatchObject({ status: 0 });

  const portal = await startPortal(dataDir, { DEMO: "1" });
  expect(portal.said()).not.toContain("filling it in");
  await portal.stop();
  expect(command("restore", dataDir, [first]).said).toContain("There is a studio already");
  fs.rmSync(folder, { recursive: true });
});

test("a damaged or unfinished backup is refused before anything is restored", () => {
  const folder = newDataFolder();
  const backup = path.join(folder, "backup");
  const dataDir = path.join(folder, "data");
  expect(backUpDemo(backup).status).toBe(0);
  fs.appendFileSync(path.join(backup, "tables/public.Note.jsonl"), "{}\n");
  expect(command("restore", dataDir, [backup]).said).toContain("public.Note.jsonl is missing or altered");
  fs.rmSync(path.join(backup, "manifest.json"));
  expect(command("restore", dataDir, [backup]).said).toContain("holds no whole backup");
  expect(command("backup", dataDir, [backup]).said).toContain("is not empty");
  fs.rmSync(folder, { recursive: true });
});

test("a backup that lost a file comes back with its rows, names the file, and does not end well", () => {
  const folder = newDataFolder();
  const backup = path.join(folder, "backup");
  expect(backUpDemo(backup).status).toBe(0);
  const objects = path.join(backup, "objects");
  const lost = fs
    .readdirSync(objects, { recursive: true, encoding: "utf8" })
    .find((name) => fs.statSync(path.join(objects, name)).isFile());
  fs.rmSync(path.join(objects, lost ?? ""));
  const restored = command("restore", path.join(folder, "data"), [backup]);
  expect(restored.status).toBe(1);
  expect(restored.said).toContain(lost);
  fs.rmSync(folder, { recursive: true });
});
