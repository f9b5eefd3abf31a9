// The portal's own programs, run to their end with the settings that web and worker get.
import path from "node:path";
import { programsFolder } from "./build.mjs";
import { childEnvironment, Trouble } from "./env.mjs";
import { runNode } from "./steps.mjs";

/** Resolves with what it said. */
export const runProgram = (name, settings, { databaseUrl, address, onStart }) =>
  runNode(["--enable-source-maps", path.join(programsFolder(settings.distDir), `${name}.js`)], {
    env: childEnvironment(settings, { databaseUrl, address }),
    what: `The program ${name}`,
    onStart,
  });

/** What the migrations leave to code. It changes what the app may only add to, so it comes as the tables' owner. */
export async function runUpgrade(settings, { databaseUrl, onStart }) {
  try {
    await runProgram("upgrade", settings, { databaseUrl: unhurried(databaseUrl), onStart });
  } catch (error) {
    throw new Trouble(
      `${error.message}\nWhat it did is kept, and nothing is lost: start again, and it goes on.`,
    );
  }
}

/** Whoever goes over everything waits for Postgres as long as it takes: server/db.ts would give up as for a page. */
export function unhurried(url) {
  const address = new URL(url);
  const aDayMs = 24 * 60 * 60 * 1000;
  for (const limit of ["statement_timeout", "query_timeout"]) address.searchParams.set(limit, String(aDayMs));
  return address.href;
}

/** What is wrong with a setting is said before anything is changed. */
export const requireSettings = (settings) =>
  runProgram("settings", settings, {
    databaseUrl: settings.databaseUrl ?? "postgresql://built.in",
    address: settings.publicUrl,
  });
