import { once } from "node:events";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { newId } from "../ids.ts";
import { holdUpload } from "./hold-upload.ts";

const aborted = async (signal: AbortSignal) => {
  if (!signal.aborted) await once(signal, "abort");
  signal.throwIfAborted();
};

/** What another web process holds. */
async function otherProcess(uploadId: string) {
  const client = new pg.Client(env.DATABASE_URL);
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("select pg_advisory_lock(hashtextextended($1, 2))", [uploadId]);
  return { letGo: () => client.query("select pg_advisory_unlock(hashtextextended($1, 2))", [uploadId]) };
}

test("different uploads are written at once, one upload by one at a time", async () => {
  const [a, b] = [newId(), newId()];
  let writing = 0;
  const write = async () => {
    writing++;
    const most = writing;
    await new Promise((resolve) => setTimeout(resolve, 20));
    writing--;
    return most;
  };
  expect(Math.max(...(await Promise.all([holdUpload(a, write), holdUpload(b, write)])))).toBe(2);
  expect(await Promise.all([holdUpload(a, write), holdUpload(a, write), holdUpload(a, write)])).toEqual([
    1, 1, 1,
  ]);
});

test("the older of two is told to stop, and the newer begins only when it has", async () => {
  const uploadId = newId();
  const steps: string[] = [];
  const older = holdUpload(uploadId, async (signal) => {
    await aborted(signal).catch(() => {});
    steps.push("the older stopped");
    throw new Error("stopped");
  });
  const newer = holdUpload(uploadId, async () => {
    steps.push("the newer began");
  });
  await expect(older).rejects.toThrow("stopped");
  await newer;
  expect(steps).toEqual(["the older stopped", "the newer began"]);
});

test("what another process writes is waited for", async () => {
  const uploadId = newId();
  const other = await otherProcess(uploadId);
  let began = false;
  const waiting = holdUpload(uploadId, async () => {
    began = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(began).toBe(false);
  await other.letGo();
  await waiting;
  expect(began).toBe(true);
});

test("without the lock's connection writing stops, and begins again with a new one", async () => {
  const uploadId = newId();
  const cut = holdUpload(uploadId, async (signal) => {
    await db.$queryRaw`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'uploads'`;
    await aborted(signal);
  });
  await expect(cut).rejects.toMatchObject({
    code: "NOT_NOW",
    words: expect.stringContaining("database could not be reached for a moment. Nothing was lost"),
  });
  expect(await holdUpload(uploadId, async () => "written")).toBe("written");
});
