// For authors. `prisma.mjs generate` writes the client; `prisma.mjs diff NAME` writes the migration from what
// prisma/migrations make to what prisma/schema says; anything else is handed to the Prisma CLI.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { generateClient } from "./build.mjs";
import { root, Trouble } from "./env.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";
import { endWith } from "./steps.mjs";

const [command, ...rest] = process.argv.slice(2);

await endWith(async () => {
  if (command === "generate") {
    await generateClient();
    return 0;
  }
  if (command === "diff") {
    await writeMigration(rest[0] ?? "change");
    return 0;
  }
  const { status } = await runPrisma([command, ...rest], "inherit");
  return status;
});

async function writeMigration(name) {
  const diff = [
    "migrate",
    "diff",
    "--from-migrations",
    "prisma/migrations",
    "--to-schema",
    "prisma/schema",
    "--script",
  ];
  const { status, stdout, stderr } = await runPrisma(diff, "pipe");
  if (status !== 0) throw new Trouble(`${stdout}${stderr}`);
  if (stdout.includes("This is an empty migration")) {
    console.log("The migrations make what the schema says.");
    return;
  }
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(root, "prisma/migrations", `${stamp}_${name}`, "migration.sql");
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, stdout);
  console.log(`Written: ${path.relative(root, file)}`);
}

async function runPrisma(args, stdio) {
  const cluster = await startThrowAwayCluster({ migrated: false });
  // Windows cannot run a script as a program: the CLI needs its own engine there, and the host it comes from.
  const engine = path.join(import.meta.dirname, "schema-engine.mjs");
  const env = {
    ...process.env,
    ...(process.platform === "win32" ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: engine }),
    CHECKPOINT_DISABLE: "1",
    DATABASE_URL: cluster.superuserUrl("postgres"),
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  try {
    const cli = path.join(root, "node_modules/prisma/build/index.js");
    return spawnSync(process.execPath, [cli, ...args, "--config", "prisma/prisma.config.ts"], {
      cwd: root,
      encoding: "utf8",
      env,
      stdio: ["ignore", stdio, stdio],
    });
  } finally {
    await cluster.stop();
  }
}
