// From the end of an upload to what people wait for, against the same FFmpeg's plain work on the same file.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeUnlike } from "./audio-files.ts";
import { type Person, pollMs, sendFile, sha256Of, untilKept } from "./person.ts";
import { type Line, median, met, seconds } from "./table.ts";

const allowanceSeconds = 0.5;
const targets = { playable: 1.3, report: 1.5 };

type Measured = Record<"playable" | "report" | "encode" | "loudness", number>;
type Place = { songId: string; folder: string };

export async function measureSong(person: Person, place: Place, song: string, repetitions: number) {
  const wav = path.join(place.folder, "song.wav");
  plainSeconds("wav", song, wav);
  const lines: Line[] = [];
  for (const [name, source] of [
    ["24-bit WAV", wav],
    ["FLAC", song],
  ] as const) {
    const runs: Measured[] = [];
    for (let run = 1; run <= repetitions; run++) {
      console.log(`${path.basename(song)} as ${name}, ${run} of ${repetitions}`);
      runs.push(await once(person, place, source));
    }
    lines.push(...linesFor(name, runs));
  }
  return lines;
}

async function once(person: Person, { songId, folder }: Place, source: string): Promise<Measured> {
  const file = path.join(folder, `bench ${process.hrtime.bigint()}${path.extname(source)}`);
  writeUnlike(source, file);
  const encode = plainSeconds("encode", file, path.join(folder, "plain.m4a"));
  const loudness = plainSeconds("loudness", file);
  const sha256 = await sha256Of(file);
  const { uploadId, endedMs } = await sendFile(person, { songId, kind: "mix_print", file, sha256 });
  const sinceUpload = () => (performance.now() - endedMs) / 1000;
  await untilKept(person, songId, uploadId);
  const fileId = await fileWithReport(person, songId, sha256);
  const report = sinceUpload();
  await untilPlayable(person, fileId);
  const playable = sinceUpload();
  fs.rmSync(file);
  return { playable, report, encode, loudness };
}

function plainSeconds(...args: string[]) {
  const program = path.join(import.meta.dirname, "plain-ffmpeg.ts");
  return Number(execFileSync(process.execPath, ["--import", "tsx", program, ...args], { encoding: "utf8" }));
}

/** A file is kept together with its report and its waveform: both can be had. */
async function fileWithReport({ trpc, address, headers }: Person, songId: string, sha256: string) {
  const file = (await trpc.files.ofSong.query({ songId })).find((candidate) => candidate.sha256 === sha256);
  const peaks = await fetch(`${address}/api/media/files/${file?.id}/peaks`, { headers });
  await peaks.arrayBuffer();
  if (!file?.report || !peaks.ok) throw new Error("A kept file lacks its report or its waveform.");
  return file.id;
}

/** What a player asks for first has arrived. */
async function untilPlayable({ address, headers }: Person, fileId: string) {
  for (;;) {
    const start = await fetch(`${address}/api/media/files/${fileId}/listen`, {
      headers: { ...headers, range: "bytes=0-65535" },
    });
    await start.arrayBuffer();
    if (start.ok) return;
    await sleep(pollMs);
  }
}

function linesFor(name: string, runs: Measured[]): Line[] {
  const middle = (key: keyof Measured) => median(runs.map((run) => run[key]));
  const line = (what: string, portal: number, plain: number, factor: number): Line => ({
    what,
    portal: seconds(portal),
    plain: seconds(plain),
    ratio: `${(portal / plain).toFixed(2)}×`,
    target: `≤ ${factor}× + ${allowanceSeconds} s = ${seconds(factor * plain + allowanceSeconds)}`,
    verdict: met(portal <= factor * plain + allowanceSeconds),
  });
  return [
    line(
      `${name}: upload to playable, against encoding to AAC`,
      middle("playable"),
      middle("encode"),
      targets.playable,
    ),
    line(
      `${name}: upload to waveform and report, against decoding with ebur128`,
      middle("report"),
      middle("loudness"),
      targets.report,
    ),
  ];
}
