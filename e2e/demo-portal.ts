// The journeys share one demo; what dies or is configured otherwise starts a portal of its own.
import fs from "node:fs";
import { newDataFolder, startPortal } from "../server/testing/portal.ts";

export default async function startDemo() {
  const dataDir = newDataFolder();
  const portal = await startPortal(dataDir, { DEMO: "1", PORT: process.env.E2E_PORT ?? "3222" });
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_ADDRESS = portal.address;
  return async () => {
    await portal.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
}
