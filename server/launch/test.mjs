// `npm test`: everything that has to hold, on one build. Its last line says how many tests passed and failed.
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { ensurePackages } from "./deps.mjs";
import { noSettings, settingsIn, Trouble } from "./env.mjs";
import { freePort, portTrouble, spawnTied, tryPort } from "./processes.mjs";
import { endPrograms, endWith } from "./steps.mjs";
import { borrowServer } from "./test-databases.mjs";
import { removeLeftOvers } from "./test-folder.mjs";

const distDir = ".next-test";

/** Each counts as one test. */
const checks = {
  "types: routes": ["node_modules/next/dist/bin/next", "typegen"],
  types: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "server/checks"],
  "lint and format": ["node_modules/@biomejs/biome/bin/biome", "check", "--config-path=server/checks", "."],
  "dead code": ["node_modules/knip/bin/knip.js", "--config", "server/checks/knip.json"],
};

let running;
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    interrupted = true;
    endPrograms();
    // The one signal upon which the browser's tests stop what they started.
    running?.kill("SIGINT");
  });
}

await endWith(async () => {
  // Not from `.env`: what stands there is a studio's.
  const { dataDir, databaseUrl, demo, port } = settingsIn(process.env);
  const { code } = await tryPort(port ?? 0);
  if (code) throw portTrouble(code, port);
  await ensurePackages({ forTests: true });
  const folder = path.join(dataDir, "test");
  removeLeftOvers(folder);
  const server = databaseUrl ? await borrowServer(databaseUrl) : undefined;
  const env = { ...server?.env, TEST_FOLDER: folder };
  const names = demo
    ? "journeys"
    : "journeys of a real studio (DEMO=0 leaves out those of the demo's people)";
  try {
    return sumUp({
      "build and checks": await buildAndCheck(),
      "unit and database tests": await unitTests(folder, env),
      [names]: await journeys(folder, {
        ...env,
        DEMO: demo ? "" : "0",
        E2E_PORT: String(port ?? (await freePort(0))),
      }),
    });
  } finally {
    await server?.stop();
  }
});

async function buildAndCheck() {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const count = (isFine) => tally[isFine ? "passed" : "failed"]++;
  count(await builds());
  for (const [name, args] of Object.entries(checks)) {
    heading(name);
    count((await runShown(args)) === 0);
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

async function unitTests(folder, env) {
  heading("unit and database tests");
  const report = path.join(folder, "unit.json");
  fs.rmSync(report, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", "--config", "server/checks/vitest.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = await runShown([...args, ...reporters], env);
  return tallyOf(report, status, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }));
}

async function journeys(folder, env) {
  heading("journeys in the browser");
  const report = path.join(folder, "journeys.json");
  fs.rmSync(report, { force: true });
  const status = await runShown(
    ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e", "--reporter=list,json"],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
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

/** Resolves with the exit code. Nothing that is set for a studio reaches a test. */
async function runShown(args, env = {}) {
  if (!interrupted) {
    running = spawnTied(args, {
      env: { ...process.env, ...noSettings, NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const [code] = await once(running, "exit");
    if (!interrupted) return code ?? 1;
  }
  throw new Trouble(
    "The tests were stopped before their end. What they left is cleared away by the next run.",
  );
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
