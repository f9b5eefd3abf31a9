// Installs the packages that package-lock.json names, unless they are there. Uses nothing but Node itself.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root, Trouble } from "./env.mjs";
import { step } from "./steps.mjs";

const oldestNode = [20, 19];

export async function ensurePackages({ forTests = false } = {}) {
  requireNode();
  if (areInstalled(forTests)) return;
  await step("Packages: installing from package-lock.json, which takes a minute", () => install(forTests));
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Trouble(
    `Fresh Ears needs Node ${oldestNode.join(".")} or newer; this is ${process.versions.node}. Install a newer Node and start again.`,
  );
}

/** npm writes its own list last, so half an installation has none. */
function areInstalled(withDev) {
  const installed = readJson("node_modules/.package-lock.json")?.packages;
  const locked = readJson("package-lock.json").packages;
  if (!installed) return false;
  return Object.entries(locked).every(([folder, wanted]) => {
    if (folder === "" || (wanted.dev && !withDev)) return true;
    const found = installed[folder];
    return found
      ? found.version === wanted.version && found.integrity === wanted.integrity
      : wanted.optional === true || wanted.devOptional === true;
  });
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function install(withDev) {
  const args = ["ci", "--no-audit", "--no-fund", ...(withDev ? ["--include=dev"] : [])];
  const npm = process.env.npm_execpath;
  const options = {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: !npm && process.platform === "win32",
  };
  const done = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync("npm", args, options);
  if (done.status === 0) return;
  throw new Trouble(
    `The packages could not be installed:\n${done.stderr || done.error}\n` +
      "Nothing else was started. Check that this machine reaches the npm registry and start again.",
  );
}
