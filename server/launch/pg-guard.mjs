// Owns Postgres and stops it once the launcher's pipe ends, so that no death of the launcher leaves it running.
import { makeCluster, runPostgres } from "./pg-cluster.mjs";
import { isAlive, sleep } from "./processes.mjs";

/** In a row: a database that ran for a while before it died may have as many again. */
const restartsAtMost = 5;
const steadyAfterMs = 60_000;

for (const name of ["SIGINT", "SIGHUP", "SIGTERM"]) process.on(name, () => {});
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on("error", () => {});

let input = "";
let stopping = false;
const launcherLeft = new Promise((resolve) => process.stdin.once("end", resolve));
const asked = new Promise((resolve) => {
  process.stdin.on("data", (chunk) => {
    input += chunk;
    if (input.includes("\n")) resolve(JSON.parse(input.slice(0, input.indexOf("\n"))));
  });
});

const { dir, superuserPassword, settings } = await asked;
let postgres;
try {
  makeCluster(dir, superuserPassword, settings);
  postgres = await runPostgres(dir, settings);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ trouble: error.message })}\n`, () => process.exit(1));
  await new Promise(() => {});
}
process.stdout.write(`${JSON.stringify({ port: postgres.port, pid: postgres.pid })}\n`);
void keepRunning();
await launcherLeft;
stopping = true;
await childrenLeft();
await postgres.stop();
process.exit(0);

/** A postmaster that died comes back at the same port, and recovers what was committed. */
async function keepRunning() {
  for (let restarts = 0; ; restarts++) {
    const sinceMs = Date.now();
    await postgres.ended;
    if (stopping) return;
    if (Date.now() - sinceMs > steadyAfterMs) restarts = 0;
    if (restarts === restartsAtMost) process.exit(1);
    process.stderr.write("The database ended unexpectedly; it is started again.\n");
    postgres = await runPostgres(dir, settings, postgres.port);
  }
}

async function childrenLeft() {
  const pids = input.split("\n").slice(1).filter(Boolean).map(Number);
  for (const end = Date.now() + 10_000; Date.now() < end && pids.some((pid) => isAlive({ pid })); )
    await sleep(50);
}
