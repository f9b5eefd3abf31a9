// Everything that `npm start` does, in order; `npm run dev` differs in how web and worker are made, and
// `npm run setup` ends before they start.
import path from "node:path";
import { bringUpToDate } from "./bring-up-to-date.mjs";
import { build, programsFolder, rebuildOnChange } from "./build.mjs";
import { fillIfEmpty, ownerLink } from "./content.mjs";
import { takeDataFolder } from "./data-folder.mjs";
import { openDatabase } from "./database.mjs";
import { ensurePackages } from "./deps.mjs";
import { childEnvironment, readSettings, Trouble } from "./env.mjs";
import { freePort, portTrouble, sleep, tryPort } from "./processes.mjs";
import { requireSettings } from "./programs.mjs";
import { answersAt, Service, saysReady } from "./services.mjs";
import { endPrograms, step } from "./steps.mjs";

const firstPort = 3000;
const nextBinary = "node_modules/next/dist/bin/next";

/** These resolve with the exit code once everything has stopped that was started. */
export const run = () => launch(start);
export const develop = () => launch(start, { dev: true });
export const setUp = () => launch(prepare);

async function launch(work, { dev = false } = {}) {
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopped.abort());
  const asked = new Promise((resolve) => stopped.signal.addEventListener("abort", () => resolve()));
  const settings = { ...readSettings(), dev };
  await ensurePackages();
  const folder = await takeDataFolder(settings.dataDir);
  const running = { database: undefined, services: [], folder };
  const working = work(settings, running);
  working.catch(() => {});
  try {
    const trouble = await Promise.race([asked, working]);
    if (trouble)
      throw new Trouble(`${trouble} Everything was stopped; what was stored is safe. Start again.`);
    if (stopped.signal.aborted) console.log("\nStopping.");
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

async function prepare(settings, running) {
  await openStudio(settings, running);
  console.log("\nEverything is ready for web and worker.");
  if (!settings.demo) console.log(await howToSignIn(settings, running.database, addressOf(settings)));
}

/** Resolves with words when something kept dying. */
async function start(settings, running) {
  await openStudio(settings, running);
  const address = await startWeb(settings, running);
  await startWorker(settings, running, address);
  running.folder.remember({ address });
  console.log(`\nFresh Ears is at ${address}\n${await howToSignIn(settings, running.database, address)}`);
  console.log("Ctrl-C stops it. What was stored stays in", settings.dataDir);
  return firstTrouble(running);
}

async function openStudio(settings, running) {
  await build({ distDir: settings.distDir, web: !settings.dev });
  await requireSettings(settings);
  await step("Database", async () => {
    running.database = await openDatabase(settings);
    return bringUpToDate(settings, running.database, (pid) => remember(running, "upgrade", pid));
  });
  await fillIfEmpty(settings, running.database, (pid) => remember(running, "seed", pid));
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
    database.ended.then(() => "The database keeps ending; what it said is in pg.log of the data folder."),
  ]);

async function startWeb(settings, running) {
  const { dev, host } = settings;
  for (let tries = 1; ; tries++) {
    const port = await choosePort(settings);
    const address = addressOf({ ...settings, port });
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

const addressOf = ({ publicUrl, host, port = firstPort }) => publicUrl ?? `http://${reachable(host)}:${port}`;

function reachable(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host.includes(":") ? `[${host === "::" ? "::1" : host}]` : host;
}

async function choosePort({ port, host }) {
  for (let candidate = port ?? firstPort; ; candidate++) {
    const { code } = await tryPort(candidate, host);
    if (!code) return candidate;
    if (port || code !== "EADDRINUSE") throw portTrouble(code, candidate, host);
  }
}

async function startWorker(settings, running, address) {
  const programs = programsFolder(settings.distDir);
  const worker = startService(settings, running, address, {
    name: "worker",
    args: ["--enable-source-maps", path.join(programs, "worker.js")],
    becomesReady: saysReady,
    // Whatever its jobs do to it, the pages go on, and so do the jobs.
    forever: true,
    silentAfterMs: 30_000,
    pauses: [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000],
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
