// From the end of an upload to what people wait for, against the same FFmpeg's plain work on the same file.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { writeUnlike } from "./audio-files.ts";
import { type Person, type Place, sendFile, sha256Of, untilFound, untilKept } from "./person.ts";
import { type Line, median, met, seconds } from "./table.ts";

const allowanceSeconds = 0.5;
const targets = { playable: 1.3, report: 1.5 };

type Measured = Record<"playable" | "report" | "encode" | "loudness", number>;
export async function measureSong(
  person: Person,
  place: Place & { folder: string },
  song: string,
  repetitions: number,
) {
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

async function once(person: Person, place: Place & { folder: string }, source: string): Promise<Measured> {
  const file = path.join(place.folder, `bench ${process.hrtime.bigint()}${path.extname(source)}`);
  writeUnlike(source, file);
  const plain = () => ({
    encode: plainSeconds("encode", file, path.join(place.folder, "plain.m4a")),
    loudness: plainSeconds("loudness", file),
  });
  const before = plain();
  const sha256 = await sha256Of(file);
  const { songId } = place;
  const { uploadId, endedMs } = await sendFile(person, { songId, kind: "mix_print", file, sha256 });
  const sinceUpload = () => (performance.now() - endedMs) / 1000;
  const kept = await untilKept(person, place, uploadId);
  await demandReport(person, kept);
  const report = sinceUpload();
  await untilPlayable(person, place, kept.id);
  const playable = sinceUpload();
  // Once more, for the machine may have had more or less else to do meanwhile.
  const after = plain();
  fs.rmSync(file);
  const middle = (key: keyof typeof before) => (before[key] + after[key]) / 2;
  return { playable, report, encode: middle("encode"), loudness: middle("loudness") };
}

function plainSeconds(...args: string[]) {
  const program = path.join(import.meta.dirname, "plain-ffmpeg.ts");
  return Number(execFileSync(process.execPath, ["--import", "tsx", program, ...args], { encoding: "utf8" }));
}

/** A file is kept together with its report and its waveform: both can be had. */
async function demandReport(
  { address, headers }: Person,
  { id, report }: Awaited<ReturnType<typeof untilKept>>,
) {
  const peaks = await fetch(`${address}/api/media/files/${id}/peaks`, { headers });
  await peaks.arrayBuffer();
  if (!report || !peaks.ok) throw new Error("A kept file lacks its report or its waveform.");
}

/** What a player asks for first has arrived. */
const untilPlayable = (person: Person, { projectId }: Place, fileId: string) =>
  untilFound(person, projectId, async () => {
    const start = await fetch(`${person.address}/api/media/files/${fileId}/listen`, {
      headers: { ...person.headers, range: "bytes=0-65535" },
    });
    await start.arrayBuffer();
    return start.ok || undefined;
  });

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
