// Processes and ports of this machine.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root, Trouble } from "./env.mjs";

const tied = pathToFileURL(path.join(import.meta.dirname, "tied.mjs")).href;

/**
 * A Node program that ends when this process does, however it does.
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, stdio: import("node:child_process").IOType[], detached?: boolean }} options
 */
export const spawnTied = (args, { env, stdio, ...options }) =>
  spawn(process.execPath, ["--import", tied, ...args], {
    cwd: root,
    env: { ...env, TIED_TO: String(process.pid) },
    stdio: [...stdio, "ipc"],
    ...options,
  });

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * False once it has ended, even while nobody has collected it, and when its number was given to another one.
 * @param {{ pid: number, startedAt?: number | undefined }} process
 */
export function isAlive({ pid, startedAt }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  const found = readStatus(pid);
  if (!found) return true;
  return !found.hasEnded && (startedAt === undefined || startedAt === found.startedAt);
}

/** When the kernel started it, in its own ticks; `undefined` where that cannot be told. */
export const startOf = (pid) => readStatus(pid)?.startedAt;

/** `undefined` where there is no /proc. */
function readStatus(pid) {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return { hasEnded: fields[0] === "Z", startedAt: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

export const thisProcess = () => ({ pid: process.pid, startedAt: startOf(process.pid) });

/** Resolves with the port, or with the system's word for why it cannot be had; 0 asks for any. */
export function tryPort(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", ({ code }) => resolve({ code }));
    server.listen({ port, host, exclusive: true }, () => {
      const found = server.address().port;
      server.close(() => resolve({ port: found }));
    });
  });
}

/** Resolves with the port if it is free, else with undefined. */
export const freePort = async (port, host) => (await tryPort(port, host)).port;

export function portTrouble(code, port, host) {
  if (code === "EADDRINUSE") {
    return new Trouble(
      `Port ${port} is taken by another program. Nothing was lost. ` +
        "Stop that program, set PORT to another number, or leave PORT out for the next free one.",
    );
  }
  if (code === "EACCES") {
    return new Trouble(
      `This account may not listen at port ${port}. Nothing was lost. ` +
        "Set PORT to a number from 1024 on, or leave it out.",
    );
  }
  return new Trouble(
    `HOST is "${host}", which is not an address of this machine (${code}). Nothing was lost. ` +
      "Set it to one, or to 0.0.0.0 for all of them.",
  );
}
