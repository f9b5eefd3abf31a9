// What the engine needs to run from its sources, as in tests and by hand: the bundles of the media child and of the
// command line, and the kernel, made anew when they are older than their sources.
import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildKernel } from "./kernel/build.mjs";

const SOURCES = dirname(fileURLToPath(import.meta.url));
const OUTPUT = join(SOURCES, "../../.build/from-source");

/** Resolves with where the command line lies. */
export async function buildEngine() {
  const [, , cli] = await Promise.all([buildKernel(), buildBundle("media-child"), buildBundle("cli")]);
  return cli;
}

async function buildBundle(name) {
  const output = join(OUTPUT, `${name}.js`);
  if ((await modifiedMs(output)) > (await newestSourceMs())) return output;
  await mkdir(OUTPUT, { recursive: true });
  const unfinished = `${output}.${process.pid}.js`;
  await build({
    entryPoints: [join(SOURCES, `${name}.ts`)],
    outfile: unfinished,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  await rename(unfinished, output);
  return output;
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
