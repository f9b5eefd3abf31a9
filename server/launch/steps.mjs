// What a start says: each step, what came of it, and how long it took.
import { Trouble } from "./env.mjs";
import { spawnTied } from "./processes.mjs";

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

const programs = new Set();

/** Runs a Node program to its end. What it says is shown only if it fails. */
export async function runNode(args, { env = {}, what, onStart = () => {} }) {
  const program = spawnTied(args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStart(program.pid);
  programs.add(program);
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) program[name].on("data", (text) => (said[name] += text));
  const how = await new Promise((resolve) => {
    program.once("close", (code, signal) => resolve(signal ?? code));
    program.once("error", (error) => resolve(error.message));
  });
  programs.delete(program);
  if (how === 0) return said.stdout;
  throw new Trouble(`${what} failed (${how}):\n${said.stdout}${said.stderr}`);
}

/** For whoever stops in the middle of a step. */
export function endPrograms() {
  for (const program of programs) program.kill();
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
