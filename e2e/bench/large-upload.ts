// One large upload against writing, hashing and syncing the same bytes without the portal, and its memory.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { alterNoise, writeNoise } from "./audio-files.ts";
import { type Person, type Place, sendFile, untilKept } from "./person.ts";
import { type Line, median, met, skipped } from "./table.ts";

const sizeBytes = 2e9;
const target = { speed: 0.5, memoryMiB: 64 };
const what = {
  speed: "2 GB upload, against writing, hashing and syncing the same bytes",
  memory: "2 GB upload: memory of the web process above what it had",
};
const inWords = { speed: `≥ ${target.speed}×`, memory: `≤ ${target.memoryMiB} MiB` };

type Around = Place & { folder: string; webPid(): number };

export async function measureLargeUpload(
  person: Person,
  place: Around,
  repetitions: number,
): Promise<Line[]> {
  const { bavail, bsize } = fs.statfsSync(place.folder);
  // The bytes, a plain copy of them, and every upload stay until the end, beside what the portal keeps free.
  const fitting = Math.floor((bavail * bsize - 2e9) / sizeBytes) - 2;
  if (fitting < 1) {
    console.log(
      `SKIPPED: a 2 GB upload, because less than three times that is free on the disk of ${place.folder}.`,
    );
    return [skipped(what.speed, inWords.speed), skipped(what.memory, inWords.memory)];
  }
  const source = path.join(place.folder, "noise.wav");
  writeNoise(source, sizeBytes);
  const runs = [];
  for (let run = 1; run <= Math.min(repetitions, fitting); run++) {
    console.log(`2 GB upload, ${run} of ${Math.min(repetitions, fitting)}`);
    runs.push(await once(person, place, source));
  }
  fs.rmSync(source);
  return [speedLine(runs), memoryLine(runs)];
}

type Run = { portal: number; plain: number; memoryMiB: number | null };

async function once(person: Person, around: Around, source: string): Promise<Run> {
  const { songId, folder, webPid } = around;
  alterNoise(source);
  const plain = await writeHashSync(source, path.join(folder, "plain.wav"));
  const memory = watchMemory(webPid());
  const sent = await sendFile(person, { songId, kind: "multitrack", file: source, sha256: plain.sha256 });
  const memoryMiB = memory?.grownMiB() ?? null;
  // What is measured next shall not share the machine with the worker.
  await untilKept(person, around, sent.uploadId);
  return { portal: (sent.endedMs - sent.beganMs) / 1000, plain: plain.seconds, memoryMiB };
}

/** Hashes a block while it is being written, which is as fast as one thread gets. */
async function writeHashSync(from: string, to: string) {
  const sinceMs = performance.now();
  const hash = createHash("sha256");
  const file = await fs.promises.open(to, "w");
  for await (const block of fs.createReadStream(from, { highWaterMark: 1 << 20 })) {
    const written = file.write(block);
    hash.update(block);
    await written;
  }
  await file.sync();
  await file.close();
  const sha256 = hash.digest("hex");
  const seconds = (performance.now() - sinceMs) / 1000;
  fs.rmSync(to);
  return { sha256, seconds };
}

/** Linux keeps a process's highest memory since it was last told to forget it. */
function watchMemory(pid: number) {
  const read = (key: "VmRSS" | "VmHWM") =>
    Number(new RegExp(`${key}:\\s+(\\d+) kB`).exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  try {
    fs.writeFileSync(`/proc/${pid}/clear_refs`, "5");
    const beforeKiB = read("VmRSS");
    return { grownMiB: () => (read("VmHWM") - beforeKiB) / 1024 };
  } catch (error) {
    console.log(`SKIPPED: the memory of the upload, because this machine does not tell it (${error}).`);
    return undefined;
  }
}

function speedLine(runs: Run[]): Line {
  const speed = (seconds: number) => `${Math.round(sizeBytes / 1e6 / seconds)} MB/s`;
  const ratio = median(runs.map(({ portal, plain }) => plain / portal));
  return {
    what: what.speed,
    portal: speed(median(runs.map(({ portal }) => portal))),
    plain: speed(median(runs.map(({ plain }) => plain))),
    ratio: `${ratio.toFixed(2)}×`,
    target: inWords.speed,
    verdict: met(ratio >= target.speed),
  };
}

function memoryLine(runs: Run[]): Line {
  const grown = runs.flatMap(({ memoryMiB }) => (memoryMiB === null ? [] : [memoryMiB]));
  if (grown.length === 0) return skipped(what.memory, inWords.memory);
  const most = Math.max(...grown);
  return {
    what: what.memory,
    portal: `${most.toFixed(0)} MiB`,
    plain: "–",
    ratio: "–",
    target: inWords.memory,
    verdict: met(most <= target.memoryMiB),
  };
}
