// For authors. `prisma.mjs generate` writes the client; `prisma.mjs diff NAME` writes the migration from what
// prisma/migrations make to what prisma/schema says; anything else is handed to the Prisma CLI.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root } from "./env.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";

/** The CLI wants its engine from a host of its own even where it does not use it: a program that ends well is enough. */
export function generateClient() {
  return runPrisma(["generate", "--no-hints"], { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true" }, "pipe");
}

function runPrisma(args, env, stdio = "inherit") {
  return spawnSync(
    process.execPath,
    [path.join(root, "node_modules/prisma/build/index.js"), ...args, "--config", "prisma/prisma.config.ts"],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", stdio, stdio],
      env: { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", ...env },
    },
  );
}

async function withEngine(args, stdio) {
  const cluster = await startThrowAwayCluster({ migrated: false });
  try {
    // Windows cannot run a script as a program: give the CLI its own engine there, where its host can be reached.
    const engine =
      process.platform === "win32"
        ? {}
        : { PRISMA_SCHEMA_ENGINE_BINARY: path.join(import.meta.dirname, "schema-engine.mjs") };
    return runPrisma(args, { ...engine, DATABASE_URL: cluster.superuserUrl("postgres") }, stdio);
  } finally {
    await cluster.stop();
  }
}

async function writeMigration(name) {
  const args = [
    "migrate",
    "diff",
    "--from-migrations",
    "prisma/migrations",
    "--to-schema",
    "prisma/schema",
    "--script",
  ];
  const { status, stdout, stderr } = await withEngine(args, "pipe");
  if (status !== 0) return { status, stdout, stderr };
  if (stdout.includes("empty migration"))
    return { status: 0, stdout: "The migrations make what the schema says.\n" };
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(root, "prisma/migrations", `${stamp}_${name}`, "migration.sql");
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, stdout);
  return { status: 0, stdout: `Written: ${path.relative(root, file)}\n` };
}

if (process.argv[1] === import.meta.filename) {
  const [command, name] = process.argv.slice(2);
  const done =
    command === "generate"
      ? generateClient()
      : command === "diff"
        ? await writeMigration(name ?? "change")
        : await withEngine(process.argv.slice(2));
  process.stdout.write(done.stdout ?? "");
  process.stderr.write(done.stderr ?? "");
  process.exit(done.status ?? 1);
}
