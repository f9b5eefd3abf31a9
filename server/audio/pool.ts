/*
 * The engine's front door: hands each file to a child process that knows nothing else and may die alone.
 *
 * Outputs are whole and synced when a promise resolves with ok; otherwise nothing is left at their path.
 */
import { type ChildProcess, fork } from "node:child_process";
import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { builtFile } from "./built-file.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import type { MediaAnswer, MediaTask } from "./media-child.ts";
// Only the types: what an operation runs is loaded in the child.
import type { AnswerOf, InputOf, OperationName } from "./operations.ts";
import type { MediaRefusal } from "./types.ts";

/** The child died, hung or took too much memory. Trying again is worthwhile. */
export class MediaCrashed extends Error {
  override name = "MediaCrashed";
}

export type JobOptions = {
  signal?: AbortSignal | undefined;
  onProgress?: ((fraction: number) => void) | undefined;
};

/** Does what operations.ts declares under that name, in a child of the pool that this process shares. */
export function inChild<K extends OperationName>(
  operation: K,
  input: InputOf<K>,
  options: JobOptions = {},
): Promise<AnswerOf<K> | MediaRefusal> {
  shared ??= new MediaPool();
  return shared.run(operation, input, options);
}

/** Kills what runs: those promises reject with MediaCrashed. */
export async function closePool(): Promise<void> {
  await shared?.close();
  shared = undefined;
}

let shared: MediaPool | undefined;

/** How long each may take, in the order of their turns: people wait for what a file is, and then for its waveform. */
const TIMEOUTS_MS: Record<OperationName, number> = {
  sniff: 60_000,
  measure: 10 * 60_000,
  sum: 30 * 60_000,
  listen: 30 * 60_000,
};
const TURNS = Object.keys(TIMEOUTS_MS) as OperationName[];

export type PoolOptions = {
  children: number;
  jobsPerChild: number;
  maxChildBytes: number;
  timeoutMs: Partial<Record<OperationName, number>>;
  limits: Limits;
};

const DEFAULT_OPTIONS: PoolOptions = {
  children: availableParallelism(),
  jobsPerChild: 200,
  maxChildBytes: 1024 ** 3,
  timeoutMs: {},
  limits: DEFAULT_LIMITS,
};

type Result = AnswerOf<OperationName> | MediaRefusal;
type Job = {
  task: MediaTask;
  options: JobOptions;
  resolve(result: Result): void;
  reject(error: unknown): void;
};
type Child = {
  process: ChildProcess;
  timer: NodeJS.Timeout | undefined;
  jobs: number;
  job: Job | undefined;
  stderr: string;
  killedBecause: string;
};

export class MediaPool {
  private readonly options: PoolOptions;
  private waiting: Job[] = [];
  private readonly children = new Set<Child>();
  private isClosed = false;

  constructor(options: Partial<PoolOptions> = {}) {
    this.options = { ...DEFAULT_OPTIONS, ...options };
  }

  async run<K extends OperationName>(
    operation: K,
    input: InputOf<K>,
    options: JobOptions = {},
  ): Promise<AnswerOf<K> | MediaRefusal> {
    try {
      const task = { operation, input, limits: this.options.limits };
      return (await this.queue(task, options)) as AnswerOf<K> | MediaRefusal;
    } catch (error) {
      if ("out" in input) await rm(input.out, { force: true });
      throw error;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const job of this.waiting.splice(0)) job.reject(new MediaCrashed("The media pool was closed."));
    await Promise.all([...this.children].map((child) => this.kill(child, "the media pool was closed")));
  }

  /** The children's process ids, for whoever must kill one. */
  pids(): number[] {
    return [...this.children].flatMap(({ process: { pid } }) => (pid === undefined ? [] : [pid]));
  }

  private async queue(task: MediaTask, options: JobOptions): Promise<Result> {
    options.signal?.throwIfAborted();
    if (this.isClosed) throw new MediaCrashed("The media pool is closed.");
    let cancel = () => {};
    try {
      return await new Promise<Result>((resolve, reject) => {
        const job = { task, options, resolve, reject };
        this.waiting.push(job);
        cancel = () => this.cancel(job);
        options.signal?.addEventListener("abort", cancel);
        this.assign();
      });
    } finally {
      options.signal?.removeEventListener("abort", cancel);
    }
  }

  private assign(): void {
    for (;;) {
      const hasRoom = this.children.size < this.options.children;
      const idle = [...this.children].find((child) => !child.job && !child.killedBecause);
      if (!idle && !hasRoom) return;
      const job = this.next();
      if (!job) return;
      this.start(idle ?? this.spawn(), job);
    }
  }

  private next(): Job | undefined {
    for (const turn of TURNS) {
      const at = this.waiting.findIndex((job) => job.task.operation === turn);
      if (at >= 0) return this.waiting.splice(at, 1)[0];
    }
    return undefined;
  }

  private spawn(): Child {
    const args = [String(this.options.maxChildBytes)];
    const process = fork(builtFile("media-child.js"), args, {
      execArgv: [],
      // What decodes files from outside knows no password: it gets nothing of our environment.
      env: { NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const child: Child = {
      process,
      timer: undefined,
      jobs: 0,
      job: undefined,
      stderr: "",
      killedBecause: "",
    };
    this.children.add(child);
    process.stderr?.on("data", (chunk: Buffer) => {
      child.stderr = (child.stderr + chunk.toString()).slice(-2000);
    });
    process.on("message", (answer: MediaAnswer) => this.receive(child, answer));
    process.on("error", (error) => this.onExit(child, error.message));
    process.once("exit", (code, signal) =>
      this.onExit(child, signal ? `ended by ${signal}` : `exit code ${code}`),
    );
    return child;
  }

  private start(child: Child, job: Job): void {
    child.job = job;
    child.jobs++;
    this.keepAlive(child, true);
    const { operation } = job.task;
    const timeoutMs = this.options.timeoutMs[operation] ?? TIMEOUTS_MS[operation];
    const late = () => void this.kill(child, `it took longer than ${timeoutMs / 1000} s`);
    child.timer = setTimeout(late, timeoutMs);
    child.process.send(job.task);
  }

  private receive(child: Child, answer: MediaAnswer): void {
    const { job } = child;
    if (!job) return;
    if (answer.kind === "progress") {
      job.options.onProgress?.(answer.fraction);
      return;
    }
    child.job = undefined;
    clearTimeout(child.timer);
    this.keepAlive(child, false);
    if (answer.kind === "done") job.resolve(answer.result);
    else job.reject(new Error(answer.message));
    if (child.jobs >= this.options.jobsPerChild) void this.kill(child, "it has done its share of jobs");
    this.assign();
  }

  private onExit(child: Child, how: string): void {
    if (!this.children.delete(child)) return;
    clearTimeout(child.timer);
    const why = [child.killedBecause || how, child.stderr.trim()].filter(Boolean).join("; ");
    const signal = child.job?.options.signal;
    const crash = new MediaCrashed(`The media process died: ${why}`);
    child.job?.reject(signal?.aborted ? signal.reason : crash);
    if (!this.isClosed) this.assign();
  }

  /** What runs is rejected once its process is gone, so that it cannot write any more. */
  private cancel(job: Job): void {
    if (this.waiting.includes(job)) {
      this.waiting.splice(this.waiting.indexOf(job), 1);
      job.reject(job.options.signal?.reason);
    }
    for (const child of this.children) if (child.job === job) void this.kill(child, "the job was cancelled");
  }

  private async kill(child: Child, because: string): Promise<void> {
    child.killedBecause ||= because;
    const gone = new Promise<void>((resolve) => child.process.once("exit", () => resolve()));
    if (child.process.kill("SIGKILL")) await gone;
  }

  /** An idle child must not keep the program from ending. */
  private keepAlive(child: Child, isBusy: boolean): void {
    const handles = [
      child.process,
      child.process.channel,
      child.process.stderr as { ref?(): void; unref?(): void } | null,
    ];
    for (const handle of handles) {
      if (isBusy) handle?.ref?.();
      else handle?.unref?.();
    }
  }
}
