import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { Service, type ServiceOptions, saysReady } from "./services.mjs";

const soon = { timeout: 30_000, interval: 20 };
let folder = "";
let said: string[] = [];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "services-"));
  said = [];
  const log = vi.spyOn(console, "error").mockImplementation((words: string) => void said.push(words));
  onTestFinished(() => {
    log.mockRestore();
    fs.rmSync(folder, { recursive: true });
  });
});

/** A child that does what `life(n)` says, `n` counting its lives from 1. */
function serve(life: string, options: Partial<ServiceOptions> = {}) {
  const program = path.join(folder, "child.mjs");
  fs.writeFileSync(
    program,
    `import fs from "node:fs";
    fs.appendFileSync(${JSON.stringify(path.join(folder, "lives"))}, "x");
    const n = fs.statSync(${JSON.stringify(path.join(folder, "lives"))}).size;
    const ready = () => process.send({ ready: true });
    const live = () => { ready(); setInterval(() => process.send({ beat: true }), 20); };
    ${life}`,
  );
  const pids: number[] = [];
  const service = new Service({
    name: "worker",
    args: [program],
    env: {},
    becomesReady: saysReady,
    onStart: (pid: number) => void pids.push(pid),
    pauses: [1, 2, 3],
    ...options,
  });
  onTestFinished(() => service.stop());
  const failed = vi.fn();
  void service.failed.then(failed);
  return { service, pids, failed };
}

test("a process that is to go on for ever is started again after ten deaths, and says so", async () => {
  const { service, pids, failed } = serve(
    "if (n <= 10) { ready(); setTimeout(() => process.exit(1), 20); } else live();",
    {
      forever: true,
    },
  );
  expect(await service.ready).toBeUndefined();
  await vi.waitFor(() => expect(pids).toHaveLength(11), soon);
  expect(failed).not.toHaveBeenCalled();
  expect(said.filter((words) => words.startsWith("The worker process ended (exit code 1)"))).toHaveLength(10);
  expect(said.at(-1)).toContain("started again in 0.003 s");
});

test("any other is given up, with words, after as many deaths as there are pauses", async () => {
  const { service, pids } = serve("ready(); setTimeout(() => process.exit(1), 20);");
  await service.ready;
  expect(await service.failed).toBe("The worker process keeps ending (exit code 1).");
  expect(pids).toHaveLength(4);
});

test("a process that beats and then falls silent is replaced", async () => {
  const { service, pids } = serve("live(); if (n === 1) setTimeout(() => { for (;;); }, 100);", {
    forever: true,
    silentAfterMs: 2_000,
  });
  await service.ready;
  await vi.waitFor(() => expect(pids).toHaveLength(2), soon);
  expect(said).toContain("The worker process has been silent for 2 s and is ended.");
  expect(() => process.kill(pids[0] ?? 0, 0)).toThrow("ESRCH");
});

test("one that dies before it was ready once stops nothing if it is to go on for ever", async () => {
  const { service, pids, failed } = serve("if (n === 1) { console.log('no'); process.exit(3); } live();", {
    forever: true,
  });
  expect(await service.ready).toMatch(/^not yet\. .*ended at once \(exit code 3\)\. It said:\nno/);
  await vi.waitFor(() => expect(pids).toHaveLength(2), soon);
  expect(failed).not.toHaveBeenCalled();
});

test("any other that dies before it was ready is a trouble in words", async () => {
  const { service } = serve("process.exit(3);");
  await expect(service.ready).rejects.toThrow("The worker process ended at once (exit code 3).");
  expect(await service.failed).toContain("ended at once");
});

test("a worker that left its jobs to another one has not died", async () => {
  const { service, pids, failed } = serve(
    "if (n <= 5) { ready(); setTimeout(() => process.exit(75), 20); } else live();",
  );
  await service.ready;
  await vi.waitFor(() => expect(pids).toHaveLength(6), soon);
  expect(failed).not.toHaveBeenCalled();
});

test("told to stop while it waits to start again, it does not", async () => {
  const { service, pids } = serve("ready(); setTimeout(() => process.exit(1), 20);", { pauses: [200] });
  await service.ready;
  await vi.waitFor(() => expect(said).toHaveLength(1), soon);
  await service.stop();
  expect(await service.failed).toBeUndefined();
  expect(pids).toHaveLength(1);
});
