// Takes jobs: the worker's entry. It may run beside the web process or on other machines, as many as one likes.
import { EventEmitter } from "node:events";
import { Logger, parseCronItems, type Runner, run, type WorkerEvents } from "graphile-worker";
import { closePool } from "./audio/pool.ts";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { filesJobs } from "./files/jobs.ts";
import { handoffsJobs } from "./handoffs/jobs.ts";
import { notificationsJobs } from "./notifications/jobs.ts";
import { beat, type Handlers, type JobName, leave, reap } from "./queue.ts";
import { rendersJobs } from "./renders/jobs.ts";
import { tasksOf } from "./tasks.ts";

const beatEveryMs = 3_000;
const deadAfterSeconds = 12;
const stopWithinMs = 8_000;

const handlers = { ...filesJobs, ...rendersJobs, ...handoffsJobs, ...notificationsJobs } satisfies Handlers;

/** A lane for each noun, because they must not wait for one another: an encode takes long, a mail hangs on its server. */
type Noun = JobName extends `${infer N}.${string}` ? N : never;
const concurrencyOf: Record<Noun, number> = {
  files: env.WORKER_CONCURRENCY,
  renders: env.WORKER_CONCURRENCY,
  handoffs: 1,
  notifications: 2,
};

const schedule: { task: JobName; match: string }[] = [
  { task: "files.resume", match: "*/5 * * * *" },
  { task: "files.sweep", match: "17 * * * *" },
  { task: "renders.resume", match: "*/5 * * * *" },
];

const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") console.error(`queue: ${message}`);
});

type Lane = { runner: Runner; pool: string };

// Told to stop while it opens, a worker opens whole and then stops: jobs may have begun already.
let stopping = false;
let beating: NodeJS.Timeout | undefined;
process.on("SIGTERM", () => void stop(0));
// A terminal's Ctrl-C reaches everyone; where there is a launcher, it decides the order.
process.on("SIGINT", () => void (process.send ? undefined : stop(0)));
process.on("disconnect", () => void stop(0));

const opening = Promise.all((Object.keys(concurrencyOf) as Noun[]).map(openLane));
const open = await opening;
await Promise.all(open.map(({ pool }) => beat(pool)));
beating = setInterval(() => void keepAlive(), beatEveryMs);
if (process.send) process.send({ ready: true });
else console.log("The worker takes jobs.");
for (const { runner } of open) {
  runner.promise.then(
    () => stop(0),
    (error: unknown) => {
      console.error("the queue ended", error);
      return stop(1);
    },
  );
}

async function openLane(noun: Noun): Promise<Lane> {
  const concurrency = concurrencyOf[noun];
  const ofNoun = Object.entries(tasksOf(handlers)).filter(([name]) => name.startsWith(`${noun}.`));
  const events: WorkerEvents = new EventEmitter();
  let pool = "";
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool.id;
  });
  const runner = await run({
    connectionString: env.DATABASE_URL,
    maxPoolSize: concurrency + 2,
    noHandleSignals: true,
    logger,
    events,
    taskList: Object.fromEntries(ofNoun),
    parsedCronItems: parseCronItems(schedule.filter(({ task }) => task.startsWith(`${noun}.`))),
    preset: {
      worker: { concurrentJobs: concurrency, pollInterval: 1_000, gracefulShutdownAbortTimeout: 1_000 },
    },
  });
  return { runner, pool };
}

let failing = false;

async function keepAlive() {
  try {
    await Promise.all(open.map(({ pool }) => beat(pool)));
    // Never the own pools: a lane that beats a little later than this one is alive.
    const reaped = await reap(
      open.map(({ pool }) => pool),
      deadAfterSeconds,
    );
    if (reaped.length > 0) console.error(`took the jobs of silent workers back: ${reaped.join(", ")}`);
    if (failing) console.error("the heartbeat goes on");
    failing = false;
  } catch (error) {
    if (!failing) console.error("the heartbeat failed, and is tried until it goes on", error);
    failing = true;
  }
}

async function stop(code: number) {
  if (stopping) return;
  stopping = true;
  clearInterval(beating);
  setTimeout(() => process.exit(code || 1), stopWithinMs).unref();
  const lanes = await opening;
  await Promise.all(lanes.map(({ runner }) => runner.stop().catch(() => {})));
  await closePool();
  for (const { pool } of lanes) await leave(pool).catch(() => {});
  await db.$disconnect();
  process.exit(code);
}
