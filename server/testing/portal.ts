// Fresh Ears as `npm start` runs it, for the journeys: on the build of the tests, with data of its own.
import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { noSettings } from "../launch/env.mjs";
import { spawnTied } from "../launch/processes.mjs";
import { newTestFolder } from "../launch/test-folder.mjs";

export type Launcher = {
  /** Resolves with what the pattern captures, once it says that. */
  says(pattern: RegExp): Promise<string>;
  dataDir: string;
  /** Everything it said so far. */
  said(): string;
  /** The number of the process that does that now. */
  pidOf(name: "web" | "worker" | "postgres"): number;
  ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<number | null>;
};

export type Portal = Launcher & { address: string };

export const newDataFolder = () => newTestFolder("portal");

/** For a command on that folder: what is set for a studio at this machine does not reach it. */
export const environmentFor = (dataDir: string, env: Record<string, string> = {}) => ({
  ...process.env,
  ...noSettings,
  NEXT_DIST_DIR: ".next-test",
  DATA_DIR: dataDir,
  ...env,
});

/** Resolves once web and worker are healthy; rejects with what it said when it gives up. */
export async function startPortal(dataDir: string, env: Record<string, string> = {}): Promise<Portal> {
  const launcher = launchPortal(dataDir, env);
  const address = await Promise.race([
    launcher.says(/Fresh Ears is at (\S+)/),
    launcher.ended.then(() => undefined),
  ]);
  if (!address) throw new Error(launcher.said());
  return { ...launcher, address };
}

/** For what happens before it is healthy. */
export function launchPortal(dataDir: string, env: Record<string, string> = {}): Launcher {
  // Tied, so that no portal outlives the tests that started it.
  const child = spawnTied(["server/launch/start.mjs"], {
    env: environmentFor(dataDir, env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { said, says } = listenTo(child);
  const read = (file: string) => fs.readFileSync(path.join(dataDir, file), "utf8");
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    dataDir,
    said,
    says,
    pidOf: (name: "web" | "worker" | "postgres") => {
      if (name === "postgres") return Number(read("pg/postmaster.pid").split("\n")[0]);
      return JSON.parse(read("launcher.json")).children[name].pid as number;
    },
    ended,
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    stop: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}

function listenTo(child: ChildProcess) {
  let text = "";
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      for (const look of heard) look();
    });
  }
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = pattern.exec(text);
        if (found) resolve(found[1] ?? found[0]);
      };
      heard.add(look);
      look();
    });
  return { said: () => text, says };
}
