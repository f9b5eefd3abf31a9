// The engine by hand, without a database; see `usage`. Standard output holds JSON and nothing else.
import { mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { closePool, inChild } from "./pool.ts";
import type { MediaRefusal } from "./types.ts";

const usage = `The audio engine by hand. It prints JSON: an array with one object for each FILE, in the order given.

  npm run --silent audio -- report FILE…     measures: format, frames, loudness, peaks, clipping, SHA-256 of the PCM
  npm run --silent audio -- listen FILE OUT  writes the listening copy, AAC in MP4, to OUT
  npm run --silent audio -- --help           says this

A file that is refused stands there as { "file", "refusal" }.
Exit code: 0 everything was done, 1 a file was refused, 2 the command was not understood.`;

type Item = { file: string } & Record<string, unknown>;
type Done = { ok: true } & object;

async function main([command, ...files]: string[]): Promise<number> {
  if ([command, ...files].some((word) => word === "--help" || word === "-h")) return said(usage, 0);
  const option = files.find((word) => word.startsWith("--"));
  if (option) return wrong(`There is no option ${option}.`);
  if (command === "report")
    return files.length > 0 ? report(files) : wrong("report takes at least one FILE.");
  if (command !== "listen") return wrong(command ? `There is no command ${command}.` : "Say what to do.");
  const [file, out, more] = files;
  if (file === undefined || out === undefined || more !== undefined)
    return wrong("listen takes one FILE and the path OUT.");
  return listen(file, out);
}

async function report(files: string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "audio-report-"));
  try {
    return await print(
      files.map((file, at) =>
        itemOf(file, inChild("measure", { path: file, out: join(folder, `peaks.${at}`) }), (measured) => ({
          ...measured.format,
          ...measured.report,
          pcmSha256: measured.pcmSha256,
        })),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Through a file beside it: what lies at OUT is replaced by a whole copy, or left as it is. */
async function listen(file: string, out: string): Promise<number> {
  if (!(await stat(dirname(out)).catch(() => undefined))?.isDirectory())
    return wrong(`There is no folder ${dirname(out)} for OUT. Nothing was written.`);
  if (await isSameFile(file, out)) return wrong("OUT is FILE itself. Nothing was written; name another OUT.");
  const unfinished = join(dirname(out), `.${basename(out)}.${process.pid}`);
  const copied = inChild("listen", { path: file, out: unfinished }).then(async (copy) => {
    if (copy.ok) await rename(unfinished, out);
    return copy;
  });
  try {
    return await print([
      itemOf(file, copied, ({ codec, sampleRateHz, frames }) => ({ out, codec, sampleRateHz, frames })),
    ]);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

async function itemOf<T extends Done>(
  file: string,
  answer: Promise<T | MediaRefusal>,
  fields: (done: T) => object,
): Promise<Item> {
  try {
    const done = await answer;
    return "reason" in done ? { file, refusal: done.reason } : { file, ...fields(done) };
  } catch (error) {
    return { file, refusal: inWords(error) };
  }
}

function inWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith("ENOENT")) return "There is no file at this path.";
  if (message.startsWith("EISDIR")) return "This is a folder, not a file.";
  if (message.startsWith("EACCES")) return "This account may not read the file.";
  return `It could not be done: ${message}`;
}

async function print(waiting: Promise<Item>[]): Promise<number> {
  const items = await Promise.all(waiting);
  process.stdout.write(`${JSON.stringify(items, null, 2)}\n`);
  return items.some((item) => "refusal" in item) ? 1 : 0;
}

const wrong = (what: string) => said(`${what}\n\n${usage}`, 2);

function said(words: string, code: number): number {
  console.error(words);
  return code;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} finally {
  await closePool();
}
