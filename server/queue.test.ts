import { Logger, runOnce } from "graphile-worker";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { db, transact } from "./db.ts";
import { env } from "./env.ts";
import { abandonUpload } from "./files/abandon-upload.ts";
import { filesSetAside } from "./files/jobs.ts";
import { resumeUploads } from "./files/resume-uploads.ts";
import {
  begin,
  drop,
  enqueue,
  exonerate,
  isSuspect,
  leave,
  pendingAmong,
  reap,
  setAsideJobs,
  tryAgain,
} from "./queue.ts";
import { rendersSetAside } from "./renders/jobs.ts";
import { resumeRenders } from "./renders/resume-renders.ts";
import { retryRender } from "./renders/retry-render.ts";
import { store } from "./storage/current.ts";
import { tasksOf } from "./tasks.ts";
import { demoFile, runJobs, sendFile, sha256Of, startOne } from "./testing/bring-file.ts";
import { makeProject } from "./testing/factories.ts";
import { verifyEverything } from "./verify-everything.ts";

afterEach(async () => {
  expect(await verifyEverything()).toMatchObject({ damage: [], waiting: [] });
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
  await db.jobAttempt.deleteMany();
  await db.workerBeat.deleteMany();
});

const setAside = { ...filesSetAside, ...rendersSetAside };
const reapAll = () => reap([], 12, setAside);

/** Put under a pool that took it and then was heard of no more. */
async function taken(key: string, pool: string) {
  const [job] = await db.$queryRaw<{ id: bigint; attempts: number }[]>`
    update graphile_worker._private_jobs set locked_by = ${pool}, locked_at = now() - interval '1 minute', attempts = attempts + 1
    where key = ${key} and attempts < max_attempts returning id, attempts`;
  if (!job) throw new Error(`${key} is not to be had`);
  return { id: String(job.id), lockedBy: pool, attempts: job.attempts };
}

/** As a worker that takes the job, begins it as it must, and dies of it. */
async function diesOf(key: string, pool: string) {
  const owner = await taken(key, pool);
  const alone = await isSuspect(owner);
  await begin(owner, alone ? "alone" : "running");
  await reapAll();
  return { ...owner, alone };
}

const jobAt = async (key: string) => {
  const [job] = await db.$queryRaw<
    { id: bigint; lockedBy: string | null; left: number; attempts: number; runAt: Date }[]
  >`
    select id, locked_by as "lockedBy", max_attempts - attempts as left, attempts, run_at as "runAt"
    from graphile_worker._private_jobs where key = ${key}`;
  return job;
};

const mailJob = (key: string) =>
  transact((tx) =>
    enqueue(
      tx,
      "notifications.deliver",
      { studioId: crypto.randomUUID(), eventId: crypto.randomUUID() },
      key,
    ),
  );

function quiet() {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  return log;
}

async function makeUpload() {
  quiet();
  const made = await makeProject();
  const file = {
    songId: made.song.id,
    kind: "mix_print" as const,
    name: "mix 1.flac",
    bytes: await demoFile("mix 1.flac"),
  };
  const { uploadId } = await sendFile(made.people.mixing_engineer, file);
  const upload = () => db.upload.findUniqueOrThrow({ where: { id: uploadId } });
  return { ...made, file, uploadId, upload, key: `admit:${uploadId}` };
}

test("what ran when its worker fell silent is suspect, what only waited there is not, and no try is lost", async () => {
  await mailJob("ran");
  await mailJob("waited");
  const ran = await taken("ran", "silent");
  const waited = await taken("waited", "silent");
  await begin(ran, "running");
  expect(await reapAll()).toEqual(["silent"]);
  expect([await isSuspect(ran), await isSuspect(waited)]).toEqual([true, false]);
  for (const key of ["ran", "waited"])
    expect(await jobAt(key)).toMatchObject({ lockedBy: null, left: 5, attempts: 1 });
  expect(await setAsideJobs()).toEqual([]);
});

test("a worker that beats keeps its jobs, and so does the one that asks", async () => {
  await mailJob("own");
  await mailJob("others");
  await begin(await taken("own", "own"), "running");
  await begin(await taken("others", "others"), "running");
  await db.workerBeat.create({ data: { pool: "others" } });
  expect(await reap(["own"], 12, setAside)).toEqual([]);
  expect(await db.jobAttempt.count({ where: { state: "running" } })).toBe(2);
});

test("of two that find a silent worker at once, one takes its jobs back", async () => {
  await mailJob("ran");
  await begin(await taken("ran", "silent"), "alone");
  quiet();
  const both = await Promise.all([reapAll(), reapAll()]);
  expect(both.flat()).toEqual(["silent"]);
  expect(await setAsideJobs()).toHaveLength(1);
});

test("a job that ends its worker alone too is set aside with a reason, and nobody takes it", async () => {
  quiet();
  await mailJob("bad");
  expect(await diesOf("bad", "first")).toMatchObject({ alone: false });
  const { id, alone } = await diesOf("bad", "second");
  expect(alone).toBe(true);
  expect(await setAsideJobs()).toMatchObject([
    {
      id: BigInt(id),
      name: "notifications.deliver",
      reason: expect.stringMatching(/^Twice its worker died/),
    },
  ]);
  expect(await jobAt("bad")).toMatchObject({ lockedBy: null, left: 0 });
  expect(await transact((tx) => pendingAmong(tx, ["bad", "none"]))).toEqual(new Set());
});

test("a clean stop makes no suspect, and a suspect stays one", async () => {
  await mailJob("ran");
  const ran = await taken("ran", "stopped");
  await begin(ran, "running");
  await leave("stopped");
  expect([await isSuspect(ran), await db.jobAttempt.count()]).toEqual([false, 0]);
  await diesOf("ran", "dead");
  await begin(await taken("ran", "stopped"), "alone");
  await leave("stopped");
  expect([await isSuspect(ran), (await jobAt("ran"))?.lockedBy]).toEqual([true, null]);
  expect(await setAsideJobs()).toEqual([]);
});

test("what was under way when Postgres was lost is no suspect, and a suspect stays one", async () => {
  await mailJob("ran");
  await mailJob("alone");
  const ran = await taken("ran", "silent");
  const alone = await taken("alone", "silent");
  await begin(ran, "running");
  await begin(alone, "alone");
  await db.jobAttempt.updateMany({ data: { startedAt: new Date(0) } });
  expect(await reapAll()).toEqual(["silent"]);
  expect([await isSuspect(ran), await isSuspect(alone)]).toEqual([false, true]);
  expect(await setAsideJobs()).toEqual([]);
});

test("a worker that only could not reach its database takes the suspicion back", async () => {
  await mailJob("ran");
  const ran = await diesOf("ran", "cut off");
  expect(await isSuspect(ran)).toBe(true);
  await exonerate(["cut off"]);
  expect(await isSuspect(ran)).toBe(false);
});

test("a suspect runs with nothing beside it, and once it ended well it is none", async () => {
  for (const key of ["one", "two", "three", "four"]) await mailJob(key);
  const suspect = await diesOf("two", "dead");
  let running = 0;
  const beside: [string, number][] = [];
  const handle = async () => {
    running++;
    await new Promise((resolve) => setTimeout(resolve, 30));
    const alone = await db.jobAttempt.findFirst({ where: { state: "alone" } });
    beside.push([alone ? "alone" : "beside", running]);
    running--;
  };
  await runOnce({
    connectionString: env.DATABASE_URL,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: tasksOf({ "notifications.deliver": handle }),
    preset: { worker: { concurrentJobs: 4 } },
  });
  expect(beside).toHaveLength(4);
  expect(beside.filter(([how]) => how === "alone")).toEqual([["alone", 1]]);
  expect([await isSuspect(suspect), await db.jobAttempt.count()]).toEqual([false, 0]);
});

test("a suspect that fails in words is cleared: its worker did not end", async () => {
  await mailJob("fails");
  const suspect = await diesOf("fails", "dead");
  await runJobs({
    "notifications.deliver": () => Promise.reject(new Error("no such event")),
  });
  expect(await isSuspect(suspect)).toBe(false);
  expect(await jobAt("fails")).toMatchObject({ attempts: 2 });
});

test("a job that was set aside is taken up again once, alone, and only if it was", async () => {
  quiet();
  await mailJob("bad");
  const id = BigInt((await taken("bad", "first")).id);
  const again = () => transact((tx) => tryAgain(tx, { id }));
  expect(await again()).toBe(false);
  await begin({ id: String(id), lockedBy: "first", attempts: 1 }, "alone");
  await reapAll();
  expect((await Promise.all([again(), again()])).toSorted()).toEqual([false, true]);
  expect(await isSuspect({ id: String(id), lockedBy: "", attempts: 0 })).toBe(true);
  expect(await jobAt("bad")).toMatchObject({ lockedBy: null, left: 5 });
  expect(await setAsideJobs()).toEqual([]);
});

test("a job that was set aside is forgotten once, and no other is", async () => {
  quiet();
  await mailJob("bad");
  await mailJob("good");
  await diesOf("bad", "first");
  await diesOf("bad", "second");
  const dropped = (key: string) => transact((tx) => drop(tx, { key }));
  expect(await dropped("good")).toBe(false);
  expect((await Promise.all([dropped("bad"), dropped("bad")])).toSorted()).toEqual([false, true]);
  expect([await jobAt("bad"), await db.jobAttempt.count()]).toEqual([undefined, 0]);
  expect(await jobAt("good")).toBeDefined();
});

test("an upload whose check is set aside keeps what arrived, says why, and is looked into again when it is dropped again", async () => {
  const { people, file, upload, key } = await makeUpload();
  await diesOf(key, "first");
  expect(await upload()).toMatchObject({ state: "checking", reason: null });
  await diesOf(key, "second");
  expect(await upload()).toMatchObject({
    state: "checking",
    reason: expect.stringContaining("What arrived is kept"),
  });
  await resumeUploads();
  expect(await setAsideJobs()).toHaveLength(1);
  await runJobs();
  expect(await upload()).toMatchObject({ state: "checking" });

  expect(await startOne(people.mixing_engineer, file)).toMatchObject({ state: "checking" });
  expect(await upload()).toMatchObject({ reason: null });
  expect(await setAsideJobs()).toEqual([]);
  const { id } = (await jobAt(key)) ?? { id: 0n };
  expect(await isSuspect({ id: String(id), lockedBy: "", attempts: 0 })).toBe(true);
  await runJobs();
  expect(await upload()).toMatchObject({ state: "kept", reason: null });
});

test("who sent it gives such an upload up, and nothing of it stays", async () => {
  const { people, manager, studioId, file, uploadId, key } = await makeUpload();
  await diesOf(key, "first");
  const giveUp = () => abandonUpload(people.mixing_engineer, { uploadId });
  await expect(giveUp()).rejects.toMatchObject({ code: "CONFLICT" });
  await diesOf(key, "second");
  await expect(abandonUpload(manager, { uploadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const twice = await Promise.allSettled([giveUp(), giveUp()]);
  expect(twice.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await db.upload.count({ where: { id: uploadId } })).toBe(0);
  expect(await store.size({ studioId, sha256: sha256Of(file.bytes) })).toBeNull();
  expect([await setAsideJobs(), await jobAt(key)]).toEqual([[], undefined]);
});

test("a listening copy whose making is set aside failed with words, and Try again makes it", async () => {
  const { people, studioId, projectId } = await makeUpload();
  const { id: uploadId } = await db.upload.findFirstOrThrow({ where: { studioId } });
  await runJobs({ "renders.make": () => Promise.reject(new Error("later")) });
  const { id: renderId } = await db.render.findFirstOrThrow({ where: { studioId, kind: "listening_copy" } });
  const key = `render:${renderId}`;
  await diesOf(key, "first");
  await diesOf(key, "second");
  const render = () => db.render.findFirstOrThrow({ where: { studioId, kind: "listening_copy" } });
  expect(await render()).toMatchObject({
    state: "failed",
    reason: expect.stringContaining("The originals are safe"),
  });
  expect(await db.event.count({ where: { streamId: projectId, kind: "render.failed" } })).toBe(1);
  await resumeRenders();
  expect(await setAsideJobs()).toHaveLength(1);

  const { id: fileId } = await db.file.findFirstOrThrow({ where: { studioId } });
  await retryRender(people.mixing_engineer, { fileId });
  expect(await setAsideJobs()).toEqual([]);
  await runJobs();
  expect(await render()).toMatchObject({ state: "ready" });
  expect(await db.jobAttempt.count()).toBe(0);
  expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "kept" });
});
