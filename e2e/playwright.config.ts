import path from "node:path";
import { defineConfig } from "@playwright/test";
import { testFolder } from "../server/launch/test-folder.mjs";
import { findChromium } from "../server/testing/chromium.mjs";

const { executablePath, env } = findChromium();
const isRoot = process.getuid?.() === 0;
const isDemo = process.env.DEMO !== "0";

export default defineConfig({
  testDir: ".",
  outputDir: path.join(testFolder, "e2e"),
  // Without a demo nobody of its people can be asked: what is left are the journeys of a studio's own portal.
  ...(isDemo ? { globalSetup: "./demo-portal.ts" } : { testMatch: ["first-owner.spec.ts", "start.spec.ts"] }),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://127.0.0.1:${process.env.E2E_PORT ?? "3222"}`,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath,
      env: { ...definedIn(process.env), ...env },
      args: ["--autoplay-policy=no-user-gesture-required", ...(isRoot ? ["--no-sandbox"] : [])],
    },
  },
});

function definedIn(environment: NodeJS.ProcessEnv) {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
