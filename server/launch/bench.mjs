// `npm run bench`: what listening, reports, uploads and pages cost, as ratios. `npm run bench -- quick` measures once.
import { build } from "./build.mjs";
import { ensurePackages } from "./deps.mjs";
import { noSettings } from "./env.mjs";
import { spawnTied } from "./processes.mjs";
import { endWith } from "./steps.mjs";

const distDir = ".next-test";

await endWith(async () => {
  await ensurePackages({ forTests: true });
  await build({ distDir });
  const bench = spawnTied(["--import", "tsx", "e2e/bench/run.ts", ...process.argv.slice(2)], {
    env: { ...process.env, ...noSettings, NEXT_DIST_DIR: distDir },
    stdio: ["ignore", "inherit", "inherit"],
  });
  // Ctrl-C reaches the bench, too, which still has a portal to stop.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => bench.kill("SIGTERM"));
  return new Promise((resolve) => bench.once("exit", (code) => resolve(code ?? 1)));
});
