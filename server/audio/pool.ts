/*
 * The engine's front door: hands each file to a child process that knows nothing else and may die alone. Measuring
 * goes before listening copies, because people wait for the waveform first.
 *
 * Outputs are whole and synced when a promise resolves with ok; otherwise nothing is left at their path.
 */
import { type ChildProcess, fork } from "node:child_process";
import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { builtFile } from "./built-file.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import type { MediaAnswer, MediaTask } from "./media-child.ts";
import type { ListeningCopy, Measured, MediaRefusal, SumResidual } from "./types.ts";

/** The child died, hung or took too much memory. Trying again is worthwhile. */
export class MediaCrashed extends Error {
  override name = "MediaCrashed";
}

export type JobOptions = {
  signal?: AbortSignal | undefined;
  onProgress?: ((fraction: number) => void) | undefined;
};

/** Report, PCM hash and format of the file at `path`; writes its waveform (peaks-format.ts) to `peaksOut`. */
export function measure(
  path: string,
  peaksOut: string,
  options: JobOptions = {},
): Promise<Measured | MediaRefusal> {
  return sharedPool().measure(path, peaksOut, options);
}

/** Writes AAC in MP4 to `out`, on the timeline of the file at `path`; `frames` counts at the copy's rate. */
export function makeListeningCopy(
  path: string,
  out: string,
  options: JobOptions = {},
): Promise<ListeningCopy | MediaRefusal> {
  return sharedPool().makeListeningCopy(path, out, options);
}

/** Null test: how far the stems at unity lie from the reference print, from sample 0. All must run at one rate. */
export function sumResidual(
  stems: readonly string[],
  reference: string,
  options: JobOptions = {},
): Promise<SumResidual | MediaRefusal> {
  return sharedPool().sumResidual(stems, reference, options);
}

/** Kills what runs: those promises reject with MediaCrashed. */
export async function closePool(): Promise<void> {
  await shared?.close();
  shared = undefined;
}

let shared: MediaPool | undefined;

function sharedPool(): MediaPool {
  shared ??= new MediaPool();
  return shared;
}

export type PoolOptions = {
  children: number;
  jobsPerChild: number;
  maxChildBytes: number;
  timeoutMs: Record<MediaTask["kind"], number>;
  limits: Limits;
};

const DEFAULT_OPTIONS: PoolOptions = {
  children: availableParallelism(),
  jobsPerChild: 200,
  maxChildBytes: 1024 ** 3,
  timeoutMs: { measure: 10 * 60_000, listen: 30 * 60_000, sum: 30 * 60_000 },
  limits: DEFAULT_LIMITS,
};

type Result = Measured | ListeningCopy | SumResidual | MediaRefusal;
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
  private readonly waiting: Record<MediaTask["kind"], Job[]> = { measure: [], sum: [], listen: [] };
  private readonly children = new Set<Child>();
  private isClosed = false;

  constructor(options: Partial<PoolOptions> = {}) {
    this.options = { ...DEFAULT_OPTIONS, ...options };
  }

  async measure(path: string, peaksOut: string, options: JobOptions = {}): Promise<Measured | MediaRefusal> {
    return (await this.write("measure", path, peaksOut, options)) as Measured | MediaRefusal;
  }

  async makeListeningCopy(
    path: string,
    out: string,
    options: JobOptions = {},
  ): Promise<ListeningCopy | MediaRefusal> {
    return (await this.write("listen", path, out, options)) as ListeningCopy | MediaRefusal;
  }

  async sumResidual(
    stems: readonly string[],
    reference: string,
    options: JobOptions = {},
  ): Promise<SumResidual | MediaRefusal> {
    const { limits } = this.options;
    const task = {
      kind: "sum",
      stems: stems.map((stem) => resolve(stem)),
      reference: resolve(reference),
      limits,
    } as const;
    return (await this.run(task, options)) as SumResidual | MediaRefusal;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const jobs = Object.values(this.waiting).flatMap((waiting) => waiting.splice(0));
    for (const job of jobs) job.reject(new MediaCrashed("The media pool was closed."));
    await Promise.all([...this.children].map((child) => this.kill(child, "the media pool was closed")));
  }

  /** The children's process ids, for whoever must kill one. */
  pids(): number[] {
    return [...this.children].flatMap(({ process: { pid } }) => (pid === undefined ? [] : [pid]));
  }

  private async write(kind: "measure" | "listen", path: string, out: string, options: JobOptions) {
    const task = { kind, path: resolve(path), out: resolve(out), limits: this.options.limits };
    try {
      return await this.run(task, options);
    } catch (error) {
      await rm(task.out, { force: true });
      throw error;
    }
  }

  private async run(task: MediaTask, options: JobOptions): Promise<Result> {
    options.signal?.throwIfAborted();
    if (this.isClosed) throw new MediaCrashed("The media pool is closed.");
    let cancel = () => {};
    try {
      return await new Promise<Result>((resolve, reject) => {
        const job = { task, options, resolve, reject };
        this.waiting[task.kind].push(job);
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
      const job = this.waiting.measure.shift() ?? this.waiting.sum.shift() ?? this.waiting.listen.shift();
      if (!job) return;
      this.start(idle ?? this.spawn(), job);
    }
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
    process.on("error", (error) => this.bury(child, error.message));
    process.once("exit", (code, signal) =>
      this.bury(child, signal ? `ended by ${signal}` : `exit code ${code}`),
    );
    return child;
  }

  private start(child: Child, job: Job): void {
    child.job = job;
    child.jobs++;
    this.keepAlive(child, true);
    const timeoutMs = this.options.timeoutMs[job.task.kind];
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

  private bury(child: Child, how: string): void {
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
    const queue = this.waiting[job.task.kind];
    if (queue.includes(job)) {
      queue.splice(queue.indexOf(job), 1);
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
