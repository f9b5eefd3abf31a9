// Compiles the measuring kernel when it is missing or older than its source.
import { readFile, rename, stat, writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), "kernel.ts");
const OUTPUT = join(dirname(fileURLToPath(import.meta.url)), "../../../.build/from-source/kernel.wasm");

/** Resolves to the path of the compiled kernel. */
export async function buildKernel() {
  if (await isNewer(OUTPUT, SOURCE)) return OUTPUT;
  const source = await readFile(SOURCE, "utf8");
  let wasm = null;
  // Without initialMemory the kernel traps: its buffers lie above the first page.
  const flags = ["-O3", "--runtime", "stub", "--enable", "simd", "--initialMemory", "32"];
  const { error, stderr } = await asc.main(["kernel.ts", ...flags, "--outFile", "kernel.wasm"], {
    readFile: (name) => (name === "kernel.ts" ? source : null),
    writeFile: (name, contents) => {
      if (name === "kernel.wasm") wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) throw new Error(`The audio kernel does not compile:\n${stderr.toString()}`, { cause: error });
  await mkdir(dirname(OUTPUT), { recursive: true });
  const unfinished = `${OUTPUT}.${process.pid}`;
  await writeFile(unfinished, wasm);
  await rename(unfinished, OUTPUT);
  return OUTPUT;
}

async function isNewer(output, source) {
  try {
    return (await stat(output)).mtimeMs >= (await stat(source)).mtimeMs;
  } catch {
    return false;
  }
}
