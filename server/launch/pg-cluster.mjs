// Makes and runs a cluster. Only the guard uses this.
import { spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Trouble } from "./env.mjs";
import { postgresBinaries } from "./pg-binaries.mjs";
import { freePort, isAlive, sleep } from "./processes.mjs";

const longLogBytes = 10_000_000;
const configuration = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
logging_collector = off
log_timezone = 'UTC'
timezone = 'UTC'
`;

/** Makes the cluster unless it exists. Half a cluster is never seen: it gets its name when it is whole. */
export function makeCluster(dir, superuserPassword, settings) {
  const { bin, account } = postgresBinaries();
  const data = path.join(dir, "pg");
  if (fs.existsSync(path.join(data, "PG_VERSION"))) return requireSameMajor(data, bin);
  const part = path.join(dir, `pg.${process.pid}.part`);
  fs.mkdirSync(part, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(os.tmpdir(), `fresh-ears-${crypto.randomUUID()}`);
  fs.writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  for (const owned of account ? [part, passwordFile] : []) fs.chownSync(owned, account.uid, account.gid);
  const folder = openFolder(part, account);
  const args = ["-D", folder.path, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  args.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  if (settings.includes("fsync=off")) args.push("--no-sync");
  const made = spawnSync(bin("initdb"), args, {
    ...account,
    cwd: "/",
    env: environmentOfPostgres(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", ...folder.stdio],
  });
  folder.close();
  fs.rmSync(passwordFile);
  if (made.status !== 0) {
    fs.rmSync(part, { recursive: true });
    throw new Trouble(`The database could not be made in ${dir}: ${made.stderr ?? made.error}`);
  }
  fs.appendFileSync(path.join(part, "postgresql.conf"), configuration);
  fs.renameSync(part, data);
}

/** Starts Postgres and resolves once it takes connections. What an earlier launcher left running is stopped first. */
export async function runPostgres(dir, settings, wantedPort) {
  const { bin, account } = postgresBinaries();
  const data = path.join(dir, "pg");
  await stopLeftOver(data);
  const log = path.join(dir, "pg.log");
  setAsideIfLong(log);
  for (let tries = 1; ; tries++) {
    const port = (wantedPort && (await freePort(wantedPort))) || (await freePort(0));
    const folder = openFolder(data, account);
    const out = fs.openSync(log, "a");
    const args = ["-D", folder.path, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
    const postgres = spawn(bin("postgres"), args, {
      ...account,
      cwd: "/",
      env: environmentOfPostgres(),
      detached: process.platform !== "win32",
      stdio: ["ignore", out, out, ...folder.stdio],
    });
    const ended = new Promise((resolve) => {
      postgres.once("exit", resolve);
      postgres.once("error", resolve);
    });
    fs.closeSync(out);
    folder.close();
    if (await becomesReady(data, postgres)) {
      const isRunning = () => postgres.exitCode === null && postgres.signalCode === null;
      const stop = async () => isRunning() && stopPostgres(postgres.pid, data, ended);
      return { port, pid: postgres.pid, ended, stop };
    }
    // Back ends of a postmaster that was killed may hold its shared memory for a moment.
    if (tries === 20) throw new Trouble(`The database does not start. What it says is at the end of ${log}.`);
    await sleep(250);
  }
}

function setAsideIfLong(log) {
  const { size } = fs.statSync(log, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > longLogBytes) fs.renameSync(log, `${log}.1`);
}

/**
 * As root on Linux, Postgres is handed the open folder: it may enter it even where
 * a folder above is closed to its account, as /root is. Elsewhere the plain path serves.
 */
function openFolder(folder, account) {
  if (!account || process.platform !== "linux") return { path: folder, stdio: [], close: () => {} };
  const descriptor = fs.openSync(folder, "r");
  return { path: "/proc/self/fd/3", stdio: [descriptor], close: () => fs.closeSync(descriptor) };
}

async function becomesReady(data, postgres) {
  while (postgres.exitCode === null && postgres.signalCode === null && postgres.pid) {
    const lines = postmasterLines(data);
    if (Number(lines[0]) === postgres.pid && lines[7]?.startsWith("ready")) return true;
    await sleep(20);
  }
  return false;
}

function postmasterLines(data) {
  try {
    return fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Ends a Postgres that nobody guards anymore, and clears away what a dead one left that would be in the way. */
export async function stopLeftOver(data) {
  const pid = Number(postmasterLines(data)[0]);
  if (!pid) return;
  if (!isPostgres(pid)) {
    // Its number went to another process: Postgres itself would take that one for a postmaster and refuse.
    if (isAlive({ pid })) fs.rmSync(path.join(data, "postmaster.pid"), { force: true });
    return;
  }
  const ended = (async () => {
    while (isPostgres(pid)) await sleep(50);
  })();
  await stopPostgres(pid, data, ended);
}

function isPostgres(pid) {
  if (process.platform !== "linux") return isAlive({ pid });
  try {
    const { argv0 } = /^(?<argv0>[^\0]*)/.exec(fs.readFileSync(`/proc/${pid}/cmdline`, "utf8"))?.groups ?? {};
    return path.basename(argv0 ?? "").startsWith("postgres");
  } catch {
    return false;
  }
}

/** Fast shutdown: open transactions are rolled back. */
async function stopPostgres(pid, data, ended) {
  if (process.platform === "win32") {
    const { bin } = postgresBinaries();
    spawnSync(bin("pg_ctl"), ["stop", "-m", "fast", "-D", data], { stdio: "ignore" });
  } else {
    signal(pid, "SIGINT");
  }
  const gaveUp = setTimeout(() => signal(pid, "SIGQUIT"), 20_000);
  await ended;
  clearTimeout(gaveUp);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function requireSameMajor(data, bin) {
  const found = fs.readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
  const version = spawnSync(bin("postgres"), ["--version"], { encoding: "utf8", cwd: "/" }).stdout;
  const ours = /(\d+)/.exec(version)?.[1];
  if (found === ours) return;
  throw new Trouble(
    `The database in ${data} is of Postgres ${found}, and this Fresh Ears brings Postgres ${ours}. Nothing was changed. ` +
      `Start the version that made it, run \`npm run backup -- DIR\` there, and \`npm run restore -- DIR\` here.`,
  );
}

function environmentOfPostgres() {
  const { PGDATA, PGPORT, PGHOST, PGUSER, PGDATABASE, ...rest } = process.env;
  return { ...rest, LC_ALL: "C", LANG: "C" };
}
