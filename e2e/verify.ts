import { spawnSync } from "node:child_process";
import { expect } from "@playwright/test";
import { environmentFor } from "../server/testing/portal.ts";

/** What failed left every file whole and the history unbroken, by the product's own word. */
export function expectNothingLost(dataDir: string, databaseUrl = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["server/launch/verify.mjs"], {
    env: environmentFor(dataDir, { DATABASE_URL: databaseUrl }),
    encoding: "utf8",
  });
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining("Everything is whole.")]);
}
