// Everything that `npm start` does, in order; `npm run dev` differs in how web and worker are made.
import path from "node:path";
import { build, programsFolder, rebuildOnChange } from "./build.mjs";
import { fillIfEmpty, ownerLink } from "./content.mjs";
import { takeDataFolder } from "./data-folder.mjs";
import { openDatabase } from "./database.mjs";
import { ensurePackages } from "./deps.mjs";
import { childEnvironment, readSettings, Trouble } from "./env.mjs";
import { migrate } from "./migrate.mjs";
import { freePort, requireFreePort, sleep } from "./processes.mjs";
import { answersAt, Service, saysReady } from "./services.mjs";
import { endPrograms, step } from "./steps.mjs";

const firstPort = 3000;
const nextBinary = "node_modules/next/dist/bin/next";

/** Resolves with the exit code once it was asked to stop and everything has stopped. */
export async function run({ dev = false } = {}) {
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopped.abort());
  const asked = new Promise((resolve) => stopped.signal.addEventListener("abort", () => resolve()));
  const settings = { ...readSettings(), dev };
  await ensurePackages();
  const folder = await takeDataFolder(settings.dataDir);
  const running = { database: undefined, services: [], folder };
  const starting = start(settings, running);
  starting.catch(() => {});
  try {
    const trouble = await Promise.race([asked, starting.then(() => firstTrouble(running))]);
    if (trouble)
      throw new Trouble(`${trouble} Everything was stopped; what was stored is safe. Start again.`);
    console.log("\nStopping.");
    return 0;
  } catch (error) {
    // Ctrl-C reaches the programs of a step too, which then fails: that is no trouble.
    await sleep(0);
    if (!stopped.signal.aborted) throw error;
    return 0;
  } finally {
    await stop(running);
  }
}

async function start(settings, running) {
  await build({ distDir: settings.distDir, web: !settings.dev });
  await step("Database", async () => {
    running.database = await openDatabase(settings);
    const applied = await migrate(running.database.ownerUrl);
    return applied.length > 0 ? `${applied.length} migrations applied` : "up to date";
  });
  await fillIfEmpty(settings, running.database, (pid) => remember(running, "seed", pid));
  const address = await startWeb(settings, running);
  await startWorker(settings, running, address);
  running.folder.remember({ address });
  console.log(`\nFresh Ears is at ${address}\n${await howToSignIn(settings, running.database, address)}`);
  console.log("Ctrl-C stops it. What was stored stays in", settings.dataDir);
}

/** The web process first, the database last: each may still need what is after it. */
async function stop({ database, services, folder }) {
  endPrograms();
  for (const service of services) await service.stop();
  await database?.stop();
  folder.release();
}

const firstTrouble = ({ database, services }) =>
  Promise.race([
    ...services.map((service) => service.failed),
    database.ended.then(() => "The database ended and could not be started again."),
  ]);

async function startWeb(settings, running) {
  const { dev, host } = settings;
  for (let tries = 1; ; tries++) {
    const port = await choosePort(settings);
    const address = settings.publicUrl ?? `http://${reachable(host)}:${port}`;
    const web = startService(settings, running, address, {
      name: "web",
      args: [nextBinary, dev ? "dev" : "start", "-H", host, "-p", String(port)],
      becomesReady: answersAt(`http://${reachable(host)}:${port}/api/health`),
    });
    try {
      await step(`Web: starting at ${address}`, () => web.ready);
      return address;
    } catch (error) {
      // Another start may have taken the port since it was found free.
      const lostRace = !settings.port && tries < 5 && (await freePort(port, host)) === undefined;
      if (!lostRace) throw error;
      running.services.splice(running.services.indexOf(web), 1);
    }
  }
}

const reachable = (host) => (host === "0.0.0.0" ? "127.0.0.1" : host);

async function choosePort({ port, host }) {
  if (port) {
    await requireFreePort(port, host);
    return port;
  }
  for (let candidate = firstPort; candidate < firstPort + 1000; candidate++) {
    if (await freePort(candidate, host)) return candidate;
  }
  throw new Trouble(`No port from ${firstPort} on is free at ${host}. Check HOST, or set PORT.`);
}

async function startWorker(settings, running, address) {
  const programs = programsFolder(settings.distDir);
  const worker = startService(settings, running, address, {
    name: "worker",
    args: ["--enable-source-maps", path.join(programs, "worker.js")],
    becomesReady: saysReady,
  });
  await step("Worker: starting", () => worker.ready);
  if (settings.dev) await rebuildOnChange(programs, () => worker.restart());
}

function startService(settings, running, address, options) {
  const service = new Service({
    ...options,
    env: childEnvironment(settings, { databaseUrl: running.database.appUrl, address }),
    onStart: (pid) => remember(running, options.name, pid),
  });
  running.services.push(service);
  return service;
}

/** Before the database stops, and before the next start, that process has ended. */
function remember({ database, folder }, name, pid) {
  database.waitFor(pid);
  folder.rememberChild(name, pid);
}

async function howToSignIn(settings, database, address) {
  if (settings.demo)
    return `Sign in at ${address}/sign-in: one click makes you any person of the demo studio.`;
  const link = await ownerLink(settings, database, address);
  return link ? `Open this link once to become the first owner: ${link}` : `Sign in at ${address}/sign-in`;
}
