// Runs one of the portal's own programs on the data folder, whether Fresh Ears runs there or not.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build, programsFolder } from "./build.mjs";
import { borrowDatabase } from "./database.mjs";
import { ensurePackages } from "./deps.mjs";
import { childEnvironment, readSettings, root } from "./env.mjs";
import { requireMigrated } from "./migrate.mjs";
import { unhurried } from "./programs.mjs";

/** Resolves with the program's exit code. */
export async function runBeside(program, args) {
  const settings = readSettings();
  await ensurePackages();
  const database = await borrowDatabase(settings);
  try {
    await requireMigrated(database.ownerUrl);
    await build({ distDir: settings.distDir, web: false });
    const file = path.join(programsFolder(settings.distDir), `${program}.js`);
    const databaseUrl = unhurried(database.appUrl);
    const { status } = spawnSync(process.execPath, ["--enable-source-maps", file, ...args], {
      cwd: root,
      env: { ...process.env, ...childEnvironment(settings, { databaseUrl }) },
      stdio: "inherit",
    });
    return status ?? 1;
  } finally {
    await database.stop();
  }
}
