// What a start says: each step, what came of it, and how long it took.
import { spawnSync } from "node:child_process";
import { root, Trouble } from "./env.mjs";

const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** `work` returns words for what it did, if there is more to say than that it was done. */
export async function step(name, work) {
  const sinceMs = performance.now();
  process.stdout.write(`${name} … `);
  try {
    const said = await work();
    console.log(`${typeof said === "string" ? `${said}, ` : ""}${seconds(sinceMs)}`);
  } catch (error) {
    console.log(`failed after ${seconds(sinceMs)}`);
    throw error;
  }
}

/** Runs a Node program to its end. What it says is shown only if it fails. */
export function runNode(args, { env = {}, what }) {
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (done.status === 0) return done.stdout;
  throw new Trouble(
    `${what} failed (${done.signal ?? `exit code ${done.status}`}):\n${done.stdout}${done.stderr}`,
  );
}

/** The last word of every command: troubles in words, anything else with its stack, for that is a fault of ours. */
export async function endWith(command) {
  try {
    process.exit(await command());
  } catch (error) {
    console.error(`\n${error instanceof Trouble ? error.message : error.stack}`);
    process.exit(1);
  }
}
