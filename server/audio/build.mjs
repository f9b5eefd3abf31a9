// What the engine needs to run from its sources, as in tests: the media child's bundle and the kernel, made anew
// when they are older than their sources.
import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildKernel } from "./kernel/build.mjs";

const SOURCES = dirname(fileURLToPath(import.meta.url));
const OUTPUT = join(SOURCES, "../../.build/from-source/media-child.js");

export async function buildEngine() {
  await Promise.all([buildKernel(), buildMediaChild()]);
}

async function buildMediaChild() {
  if ((await modifiedMs(OUTPUT)) > (await newestSourceMs())) return;
  await mkdir(dirname(OUTPUT), { recursive: true });
  const unfinished = `${OUTPUT}.${process.pid}.js`;
  await build({
    entryPoints: [join(SOURCES, "media-child.ts")],
    outfile: unfinished,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  await rename(unfinished, OUTPUT);
}

async function newestSourceMs() {
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return Math.max(...(await Promise.all(names.map((name) => modifiedMs(join(SOURCES, name))))));
}

async function modifiedMs(path) {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
