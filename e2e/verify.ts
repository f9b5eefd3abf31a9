import { spawnSync } from "node:child_process";
import { expect } from "@playwright/test";

/** What failed left every file whole and the history unbroken, by the product's own word. */
export function expectNothingLost(dataDir: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["server/launch/verify.mjs"], {
    env: { ...process.env, DATA_DIR: dataDir, NEXT_DIST_DIR: ".next-test", DATABASE_URL: "", DEMO: "" },
    encoding: "utf8",
  });
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining("Everything is whole.")]);
}
