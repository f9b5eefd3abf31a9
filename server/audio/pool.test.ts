import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { builtFile } from "./built-file.ts";
import { MediaCrashed, MediaPool, type PoolOptions } from "./pool.ts";
import { noise, scaled, toIntegers, wav } from "./testing/synthesise.ts";

const SECONDS = 60;
let folder = "";
let song = "";
let pool = new MediaPool();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pool-"));
  song = join(folder, "song.wav");
  const channel = scaled(noise(SECONDS * 48_000), 0.3);
  await writeFile(
    song,
    wav({ sampleRateHz: 48_000, channels: 2, bits: 16 }, toIntegers([channel, channel], 16)),
  );
});
afterEach(() => pool.close());
afterAll(() => rm(folder, { recursive: true }));

function poolOf(options: Partial<PoolOptions>): MediaPool {
  pool = new MediaPool({ children: 1, ...options });
  return pool;
}

/** Resolves once the encode has begun to write. */
function encoding(media: MediaPool, out: string, signal?: AbortSignal) {
  let onProgress = () => {};
  const begun = new Promise<void>((resolve) => {
    onProgress = resolve;
  });
  const job = media.run("listen", { path: song, out: join(folder, out) }, { signal, onProgress });
  return { job, begun };
}

test("a child killed in the middle is a crash, and the next job works in a new one", async () => {
  const media = poolOf({});
  const { job, begun } = encoding(media, "killed.m4a");
  await begun;
  const [pid] = media.pids();
  process.kill(pid ?? 0, "SIGKILL");
  await expect(job).rejects.toThrow(MediaCrashed);
  expect(await readdir(folder)).toEqual(["song.wav"]);
  const measured = await media.run("measure", { path: song, out: join(folder, "song.peaks") });
  expect(measured).toMatchObject({ ok: true, format: { frames: SECONDS * 48_000 } });
  expect(media.pids()).not.toEqual([pid]);
  await rm(join(folder, "song.peaks"));
});

test("a cancelled job stops at once, leaves nothing, and rejects with the reason", async () => {
  const media = poolOf({});
  const controller = new AbortController();
  const { job, begun } = encoding(media, "cancelled.m4a", controller.signal);
  await begun;
  controller.abort(new Error("The file was withdrawn."));
  await expect(job).rejects.toThrow("The file was withdrawn.");
  expect(await readdir(folder)).toEqual(["song.wav"]);
});

test("a job that is cancelled while it waits is never started", async () => {
  const media = poolOf({});
  const controller = new AbortController();
  const { job: first, begun } = encoding(media, "first.m4a");
  await begun;
  const waiting = media.run(
    "measure",
    { path: song, out: join(folder, "waiting.peaks") },
    { signal: controller.signal },
  );
  controller.abort(new Error("Not needed any more."));
  await expect(waiting).rejects.toThrow("Not needed any more.");
  expect(await first).toMatchObject({ ok: true });
  await rm(join(folder, "first.m4a"));
  expect(await readdir(folder)).toEqual(["song.wav"]);
});

test("a job that takes too long is ended", async () => {
  const media = poolOf({ timeoutMs: { listen: 50 } });
  await expect(encoding(media, "slow.m4a").job).rejects.toThrow("it took longer than 0.05 s");
});

test("a child that takes too much memory is ended", async () => {
  const media = poolOf({ maxChildBytes: 1_000_000 });
  await expect(encoding(media, "large.m4a").job).rejects.toThrow("more memory than it may");
});

test("measuring goes before listening copies that wait", async () => {
  const media = poolOf({});
  const order: string[] = [];
  const noted = (name: string, job: Promise<unknown>) => job.then(() => order.push(name));
  await Promise.all([
    noted("copy 1", media.run("listen", { path: song, out: join(folder, "1.m4a") })),
    noted("copy 2", media.run("listen", { path: song, out: join(folder, "2.m4a") })),
    noted("measure", media.run("measure", { path: song, out: join(folder, "3.peaks") })),
  ]);
  expect(order).toEqual(["copy 1", "measure", "copy 2"]);
  await Promise.all(["1.m4a", "2.m4a", "3.peaks"].map((name) => rm(join(folder, name))));
});

test("a child is replaced after its share of jobs", async () => {
  const media = poolOf({ jobsPerChild: 1 });
  await media.run("measure", { path: song, out: join(folder, "share.peaks") });
  const before = media.pids();
  await media.run("measure", { path: song, out: join(folder, "share.peaks") });
  expect(media.pids()).not.toEqual(before);
  await rm(join(folder, "share.peaks"));
});

test("a child dies with its parent, even in the middle of a job", async () => {
  const task = {
    operation: "listen",
    input: { path: song, out: join(folder, "orphan.m4a") },
    limits: { maxDurationSeconds: 3600 },
  };
  const script = `
    const child = require("node:child_process").fork(process.argv[1], ["${1024 ** 3}"], { execArgv: [] });
    child.on("message", () => console.log(child.pid));
    child.send(${JSON.stringify(task)});
  `;
  const parent = spawn(process.execPath, ["-e", script, builtFile("media-child.js")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(parent.stdout, "data");
  const pid = Number(String(line).split("\n")[0]);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 5000 });
  await rm(task.input.out, { force: true });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("closing rejects what runs and what waits", async () => {
  const media = poolOf({});
  const { job, begun } = encoding(media, "closed.m4a");
  const waiting = media.run("measure", { path: song, out: join(folder, "closed.peaks") });
  const both = Promise.allSettled([job, waiting]);
  await begun;
  await media.close();
  for (const settled of await both) {
    expect(settled.status === "rejected" && settled.reason).toBeInstanceOf(MediaCrashed);
  }
  expect(media.pids()).toEqual([]);
});
