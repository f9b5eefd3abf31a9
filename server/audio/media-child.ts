/*
 * The process that touches files from outside. It handles one task at a time, may be killed at any moment, and dies
 * with its parent. Its arguments: the memory that it may take, in bytes.
 */
import { rmSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Limits } from "./limits.ts";
import { type AnswerOf, type Bounds, type InputOf, type OperationName, operations } from "./operations.ts";
import { MediaRefused } from "./refusal.ts";
import type { MediaRefusal } from "./types.ts";

export type MediaTask = { operation: OperationName; input: InputOf<OperationName>; limits: Limits };
export type MediaAnswer =
  | { kind: "progress"; fraction: number }
  | { kind: "done"; result: AnswerOf<OperationName> | MediaRefusal }
  | { kind: "failed"; message: string };

const PROGRESS_EVERY_MS = 200;

// A thread of its own, because decoding blocks this one and with it the news that the parent is gone.
const watchdog = `
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
    if (process.memoryUsage.rss() > ${Number(process.argv[2])}) {
      require("node:fs").writeSync(2, "It took more memory than it may.");
      process.kill(process.pid, "SIGKILL");
    }
  }, 100);
`;
new Worker(watchdog, { eval: true }).unref();

process.on("disconnect", () => process.exit());
// Ctrl-C reaches the whole group; whether the work ends is for the parent to say.
process.on("SIGINT", () => {});

process.on("message", (task: MediaTask) => {
  void run(task).then((answer) => send(answer));
});

async function run({ operation, input, limits }: MediaTask): Promise<MediaAnswer> {
  const work = operations[operation] as (input: unknown, bounds: Bounds) => Promise<AnswerOf<OperationName>>;
  try {
    return { kind: "done", result: await work(input, { limits, onProgress: progress() }) };
  } catch (error) {
    if ("out" in input) rmSync(input.out, { force: true });
    if (error instanceof MediaRefused) return { kind: "done", result: error.toRefusal() };
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function progress(): (fraction: number) => void {
  let sentAt = Date.now();
  return (fraction) => {
    if (Date.now() - sentAt < PROGRESS_EVERY_MS) return;
    sentAt = Date.now();
    send({ kind: "progress", fraction });
  };
}

function send(answer: MediaAnswer): void {
  process.send?.(answer);
}
