// The journeys share one demo; what dies or is configured otherwise starts a portal of its own.
import fs from "node:fs";
import { newDatabase } from "../server/launch/test-databases.mjs";
import { newDataFolder, startPortal } from "../server/testing/portal.ts";

export default async function startDemo() {
  const dataDir = newDataFolder();
  const databaseUrl = (await newDatabase("journeys")) ?? "";
  const portal = await startPortal(dataDir, {
    DATABASE_URL: databaseUrl,
    DEMO: "1",
    PORT: process.env.E2E_PORT ?? "3222",
  });
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_DATABASE_URL = databaseUrl;
  process.env.E2E_ADDRESS = portal.address;
  return async () => {
    await portal.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
}
