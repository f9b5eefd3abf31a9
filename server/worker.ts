// Takes jobs: the worker's entry. It may run beside the web process or on other machines, as many as one likes.
import { EventEmitter } from "node:events";
import { Logger, parseCronItems, type Runner, run, type WorkerEvents } from "graphile-worker";
import { closePool } from "./audio/pool.ts";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { filesJobs, filesSetAside } from "./files/jobs.ts";
import { notificationsJobs } from "./notifications/jobs.ts";
import { beat, exonerate, type Handlers, type JobName, leave, reap, type SetAside } from "./queue.ts";
import { rendersJobs, rendersSetAside } from "./renders/jobs.ts";
import { ghostExitCode, tasksOf } from "./tasks.ts";

const beatEveryMs = 3_000;
const deadAfterSeconds = 12;
/** In this order: jobs that do not stop are given back, and the process ends, before the launcher kills it. */
const giveBackAfterMs = 6_000;
const stopWithinMs = 8_000;

const handlers = { ...filesJobs, ...rendersJobs, ...notificationsJobs } satisfies Handlers;
const setAside = { ...filesSetAside, ...rendersSetAside } satisfies SetAside;

/** A lane for each noun, because they must not wait for one another: an encode takes long, a mail hangs on its server. */
type Noun = JobName extends `${infer N}.${string}` ? N : never;
const concurrencyOf: Record<Noun, number> = {
  files: env.WORKER_CONCURRENCY,
  renders: env.WORKER_CONCURRENCY,
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
// For the launcher, which replaces a worker whose one thread hangs. From here, and not from where jobs are taken.
setInterval(() => void (process.connected && process.send?.({ beat: true })), beatEveryMs).unref();
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
  const ofNoun = Object.entries(tasksOf(handlers, endAsGhost)).filter(([name]) =>
    name.startsWith(`${noun}.`),
  );
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
/** Since when every beat came in time and reached the database. */
let steadySinceMs = Date.now();
let beatAtMs = Date.now();

async function keepAlive() {
  const pools = open.map(({ pool }) => pool);
  const nowMs = Date.now();
  if (nowMs - beatAtMs > 2 * beatEveryMs) steadySinceMs = nowMs;
  beatAtMs = nowMs;
  try {
    await Promise.all(pools.map(beat));
    if (failing) {
      console.error("the heartbeat goes on");
      await exonerate(pools);
      failing = false;
      steadySinceMs = Date.now();
    }
    // After a sleep, or an absence of the database, those who live need time to say so.
    if (Date.now() - steadySinceMs < deadAfterSeconds * 1000) return;
    const reaped = await reap(pools, deadAfterSeconds, setAside);
    if (reaped.length > 0) console.error(`took the jobs of silent workers back: ${reaped.join(", ")}`);
  } catch (error) {
    if (!failing) console.error("the heartbeat failed, and is tried until it goes on", error);
    failing = true;
  }
}

/** What this process ran beside the job that it lost is given back, so that nobody suspects it. */
async function endAsGhost(): Promise<never> {
  setTimeout(() => process.exit(ghostExitCode), giveBackAfterMs);
  await giveBack(await opening);
  process.exit(ghostExitCode);
}

async function giveBack(lanes: Lane[]) {
  for (const { pool } of lanes) await leave(pool).catch(() => {});
}

async function stop(code: number) {
  if (stopping) return;
  stopping = true;
  clearInterval(beating);
  setTimeout(() => process.exit(code || 1), stopWithinMs).unref();
  const lanes = await opening;
  setTimeout(() => void giveBack(lanes).then(() => process.exit(code || 1)), giveBackAfterMs).unref();
  await Promise.all(lanes.map(({ runner }) => runner.stop().catch(() => {})));
  await closePool();
  await giveBack(lanes);
  await db.$disconnect();
  process.exit(code);
}
