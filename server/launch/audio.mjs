// `npm run audio`: the engine's command line, from its sources. What it needs is built first, without a word.
import { pathToFileURL } from "node:url";

try {
  const { buildEngine } = await import("../audio/build.mjs");
  const cli = await buildEngine();
  // npm runs scripts in the checkout, wherever it was called; paths are meant from there.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  await import(pathToFileURL(cli).href);
} catch (error) {
  console.error(
    error.code === "ERR_MODULE_NOT_FOUND"
      ? "The packages are not installed. Run `npm ci` in the checkout, then try again."
      : error.stack,
  );
  process.exitCode = 2;
}
