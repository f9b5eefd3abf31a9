// The portal's own programs, run to their end with the settings that web and worker get.
import path from "node:path";
import { programsFolder } from "./build.mjs";
import { childEnvironment } from "./env.mjs";
import { runNode } from "./steps.mjs";

/** Resolves with what it said. */
export const runProgram = (name, settings, { databaseUrl, address, onStart }) =>
  runNode(["--enable-source-maps", path.join(programsFolder(settings.distDir), `${name}.js`)], {
    env: childEnvironment(settings, { databaseUrl, address }),
    what: `The program ${name}`,
    onStart,
  });

/** What is wrong with a setting is said before anything is changed. */
export const requireSettings = (settings) =>
  runProgram("settings", settings, {
    databaseUrl: settings.databaseUrl ?? "postgresql://built.in",
    address: settings.publicUrl,
  });
