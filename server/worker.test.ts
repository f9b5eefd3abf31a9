import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { setAsideJobs } from "./queue.ts";
import { demoFile, sendFile, startOne } from "./testing/bring-file.ts";
import { makeProject } from "./testing/factories.ts";
import { verifyEverything } from "./verify-everything.ts";

const entry = path.join(import.meta.dirname, "worker.ts");
const soon = { timeout: 30_000, interval: 50 };

async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ["--import", "tsx", entry], {
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  onTestFinished(() => {
    worker.kill("SIGKILL");
  });
  await new Promise<void>((resolve) => {
    worker.on("message", (message: { ready?: boolean }) => message.ready && resolve());
  });
  return worker;
}

/** Holds a table, so that whoever needs it waits at a known place. */
async function hold(statement: string) {
  const client = new pg.Client(env.DATABASE_URL);
  await client.connect();
  onTestFinished(() => client.end().catch(() => {}));
  await client.query("begin");
  await client.query(statement);
  return () => client.query("rollback");
}

const waiting = () =>
  vi.waitFor(async () => {
    const rows = await db.$queryRaw<unknown[]>`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    expect(rows).toHaveLength(1);
  }, soon);

/** A stem in the queue; what it has to end in. */
async function makeWork() {
  const { song, people } = await makeProject();
  const bytes = await demoFile("stems/18 Hat-c.ds.flac");
  const file = { songId: song.id, kind: "stem" as const, name: "18 Hat-c.ds.flac", bytes };
  const { uploadId } = await sendFile(people.recording_engineer, file);
  const expectDoneOnce = async () => {
    await vi.waitFor(async () => {
      const { state } = await db.upload.findUniqueOrThrow({ where: { id: uploadId } });
      expect(state).toBe("kept");
      expect(await db.$queryRaw`select 1 from graphile_worker._private_jobs`).toEqual([]);
    }, soon);
    expect(await db.jobAttempt.count()).toBe(0);
    expect(await db.file.count({ where: { songId: song.id } })).toBe(1);
    expect(await db.event.count({ where: { kind: "file.kept", streamId: song.projectId } })).toBe(1);
    expect((await verifyEverything()).damage).toEqual([]);
  };
  return { expectDoneOnce, uploadId, sendAgain: () => startOne(people.recording_engineer, file) };
}

test("a killed worker's job is taken up by another, and takes effect once", {
  timeout: 120_000,
}, async () => {
  const { expectDoneOnce } = await makeWork();
  const release = await hold('lock table "File" in exclusive mode');
  const killed = await startWorker();
  await waiting();
  killed.kill("SIGKILL");
  await once(killed, "exit");
  await release();
  await startWorker();
  await expectDoneOnce();
});

test("a frozen worker that wakes up late finds itself a ghost and leaves", { timeout: 120_000 }, async () => {
  const { expectDoneOnce } = await makeWork();
  const release = await hold('lock table "Report" in access exclusive mode');
  const frozen = await startWorker();
  await waiting();
  frozen.kill("SIGSTOP");
  await release();
  await startWorker();
  await expectDoneOnce();
  frozen.kill("SIGCONT");
  const [code] = await once(frozen, "exit");
  expect(code).toBe(75);
  await expectDoneOnce();
});

test("a worker that is told to stop gives its job back at once", { timeout: 120_000 }, async () => {
  const { expectDoneOnce } = await makeWork();
  const release = await hold('lock table "Report" in access exclusive mode');
  const stopped = await startWorker();
  await waiting();
  stopped.kill("SIGTERM");
  setTimeout(() => void release(), 500);
  const [code] = await once(stopped, "exit");
  expect(code).toBe(0);
  const locked = await db.$queryRaw`select 1 from graphile_worker._private_jobs where locked_by is not null`;
  expect(locked).toEqual([]);
  expect(await db.jobAttempt.count()).toBe(0);
  await startWorker();
  await expectDoneOnce();
});

test("a job that ends its worker twice, the second time alone, waits for a person", {
  timeout: 120_000,
}, async () => {
  const { expectDoneOnce, uploadId, sendAgain } = await makeWork();
  const release = await hold('lock table "Report" in access exclusive mode');
  for (const state of ["running", "alone"]) {
    const worker = await startWorker();
    await waiting();
    expect(await db.jobAttempt.findMany({ select: { state: true } })).toEqual([{ state }]);
    worker.kill("SIGKILL");
    await once(worker, "exit");
    // Postgres looks for its client's end only when the statement is done.
    await db.$executeRaw`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  }
  await startWorker();
  await vi.waitFor(async () => expect(await setAsideJobs()).toHaveLength(1), soon);
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({
    state: "checking",
    reason: expect.stringMatching(/^Twice /),
  });
  await release();
  await sendAgain();
  await expectDoneOnce();
});
