// `npm test`: everything that has to hold, on one build. Its last line says how many tests passed and failed.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { ensurePackages } from "./deps.mjs";
import { root } from "./env.mjs";
import { freePort } from "./processes.mjs";
import { endWith } from "./steps.mjs";

const distDir = ".next-test";
const results = path.join(root, ".data/test");

/** Each counts as one test. */
const checks = {
  "types: routes": ["node_modules/next/dist/bin/next", "typegen"],
  types: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "server/checks"],
  "lint and format": ["node_modules/@biomejs/biome/bin/biome", "check", "--config-path=server/checks", "."],
  "dead code": ["node_modules/knip/bin/knip.js", "--config", "server/checks/knip.json"],
};

await endWith(async () => {
  await ensurePackages({ forTests: true });
  fs.mkdirSync(results, { recursive: true });
  const tallies = {
    "build and checks": await buildAndCheck(),
    "unit and database tests": unitTests(),
    journeys: await journeys(),
  };
  return sumUp(tallies);
});

async function buildAndCheck() {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const count = (isFine) => tally[isFine ? "passed" : "failed"]++;
  count(await builds());
  for (const [name, args] of Object.entries(checks)) {
    heading(name);
    count(runShown(args) === 0);
  }
  return tally;
}

async function builds() {
  heading("build");
  try {
    await build({ distDir });
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

function unitTests() {
  heading("unit and database tests");
  const report = path.join(results, "unit.json");
  fs.rmSync(report, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", "--config", "server/checks/vitest.config.ts"];
  const status = runShown([...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  return tallyOf(report, status, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }));
}

async function journeys() {
  heading("journeys in the browser");
  const report = path.join(results, "journeys.json");
  fs.rmSync(report, { force: true });
  const status = runShown(
    ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e", "--reporter=list,json"],
    {
      E2E_PORT: String(await freePort(0)),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  );
  return tallyOf(report, status, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
}

/** A runner that failed without a failed test (it did not start, a file did not load) is a failure of its own. */
function tallyOf(report, status, read) {
  const tally = fs.existsSync(report)
    ? read(JSON.parse(fs.readFileSync(report, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function runShown(args, env = {}) {
  // What the person at this machine has set for a real Fresh Ears must not reach the tests.
  const { DATABASE_URL, DATA_DIR, DEMO, HOST, PORT, PUBLIC_URL, SECRET, SMTP_URL, ...rest } = process.env;
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...rest, NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return done.status ?? 1;
}

function heading(name) {
  console.log(`\n── ${name}`);
}

function sumUp(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log("");
  for (const [name, tally] of Object.entries(tallies)) {
    console.log(`${name}: ${inWords(tally)}`);
    for (const key of Object.keys(total)) total[key] += tally[key];
  }
  console.log(inWords(total));
  return total.failed === 0 ? 0 : 1;
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
