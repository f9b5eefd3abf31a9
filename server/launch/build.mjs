// Builds what changed: the database client, the audio kernel, the bundles that Node runs, and the web app.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { noSettings, root } from "./env.mjs";
import { readLock, sayInLock, withLock } from "./lock.mjs";
import { isAlive, startOf } from "./processes.mjs";
import { runNode, step } from "./steps.mjs";

/** Programs apart from the web process, by the name of their bundle. */
const programs = {
  worker: "server/worker.ts",
  "media-child": "server/audio/media-child.ts",
  settings: "server/env.ts",
  seed: "prisma/seed.ts",
  upgrade: "server/upgrade.ts",
  verify: "server/verify.ts",
  "seal-anew": "server/seal-anew.ts",
  jobs: "server/jobs.ts",
  "first-owner": "server/people/first-owner-link.ts",
};

const rootFiles = [
  "server/launch/build.mjs",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
  "next.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
];
const sourceFolders = ["app", "components", "public", "server", "prisma/schema", "prisma/demo"];
const notBuilt = /\.flac$|^server\/(generated|launch|checks|testing)\b|\.test\.tsx?$/;

const lock = path.join(root, ".build/lock");

/** Tests build beside what runs: a started Fresh Ears keeps its own programs. */
export const programsFolder = (distDir) =>
  path.join(root, distDir === ".next" ? ".build" : `.build/${distDir}`);

export async function build({ distDir, web = true }) {
  const folder = programsFolder(distDir);
  fs.mkdirSync(folder, { recursive: true });
  endLeftOverBuild();
  await withLock(lock, async () => {
    await unlessFresh(
      "Database client: generating",
      path.join(root, "server/generated/stamp"),
      hashOf(["prisma/schema"]),
      generateClient,
    );
    const sources = hashOf([...sourceFolders, "prisma/seed.ts", ...rootFiles]);
    await unlessFresh("Worker: building", path.join(folder, "stamp"), sources, () => buildPrograms(folder));
    if (web) {
      await unlessFresh(
        "Web: building, which takes a minute",
        path.join(root, distDir, "stamp"),
        sources,
        () => buildWeb(distDir),
      );
    }
  });
}

/** `next build` goes on when its launcher is killed, and refuses to run twice. */
function endLeftOverBuild() {
  const owner = readLock(lock);
  if (owner?.building && !isAlive(owner) && isAlive(owner.building))
    process.kill(owner.building.pid, "SIGKILL");
}

async function unlessFresh(name, stamp, hash, make) {
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash) return;
  await step(name, async () => {
    fs.rmSync(stamp, { force: true });
    await make();
    fs.writeFileSync(stamp, hash);
  });
}

export function generateClient() {
  // The CLI wants a schema engine from a host of its own even where it does not use it: any program that runs will do.
  return runNode(
    ["node_modules/prisma/build/index.js", "generate", "--no-hints", "--config", "prisma/prisma.config.ts"],
    {
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
      what: "Generating the database client",
    },
  );
}

async function buildPrograms(folder) {
  await buildKernelInto(folder);
  const { build: bundle } = await import("esbuild");
  await bundle(bundleOptions(folder));
}

async function buildKernelInto(folder) {
  const { buildKernel } = await import("../audio/kernel/build.mjs");
  const kernel = await buildKernel();
  const wanted = path.join(folder, path.basename(kernel));
  if (wanted !== path.resolve(kernel)) fs.copyFileSync(kernel, wanted);
}

const bundleOptions = (folder) => ({
  entryPoints: Object.fromEntries(
    Object.entries(programs).map(([name, source]) => [name, path.join(root, source)]),
  ),
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  jsx: "automatic",
  outdir: folder,
  sourcemap: "linked",
  logLevel: "silent",
});

/** For `npm run dev`: bundles again whenever a source changes, and calls back after each time but the first. */
export async function rebuildOnChange(folder, onRebuilt) {
  const { context } = await import("esbuild");
  let isFirst = true;
  const tell = {
    name: "tell",
    setup: (building) =>
      building.onEnd(({ errors }) => {
        if (errors.length === 0 && !isFirst) void onRebuilt();
        isFirst = false;
      }),
  };
  const watching = await context({ ...bundleOptions(folder), logLevel: "warning", plugins: [tell] });
  await watching.watch();
}

function buildWeb(distDir) {
  // The build loads every module, and the settings are parsed on loading. None of them gets into the build.
  const placeholders = {
    ...noSettings,
    DATABASE_URL: "postgresql://build@127.0.0.1:1/none",
    SECRET: "x".repeat(32),
  };
  return runNode(["node_modules/next/dist/bin/next", "build"], {
    env: { ...placeholders, NEXT_DIST_DIR: distDir, NODE_ENV: "production" },
    what: "Building the web app",
    onStart: (pid) => sayInLock(lock, { building: { pid, startedAt: startOf(pid) } }),
  });
}

function hashOf(places) {
  const hash = crypto.createHash("sha256").update(process.version);
  for (const file of places.flatMap(filesIn).sort())
    hash.update(`${file}\0`).update(fs.readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

function filesIn(place) {
  const found = fs.statSync(path.join(root, place), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [place];
  return fs
    .readdirSync(path.join(root, place))
    .map((name) => path.posix.join(place, name))
    .filter((inside) => !notBuilt.test(inside))
    .flatMap(filesIn);
}
