// Runs a child process and starts it again when it dies or falls silent.
import { Trouble } from "./env.mjs";
import { sleep, spawnTied } from "./processes.mjs";

/**
 * @typedef {object} ServiceOptions
 * @property {string} name
 * @property {string[]} args
 * @property {Record<string, string>} env
 * @property {(child: import("node:child_process").ChildProcess) => Promise<void>} becomesReady resolves once it does its work
 * @property {(pid: number) => void} onStart hears of every process
 * @property {boolean} [forever] it is never given up
 * @property {number} [silentAfterMs] it sends messages while it lives, and is replaced when it sends none
 * @property {number[]} [pauses] between a death and the next start, in milliseconds
 */

const pausesMs = [500, 1000, 2000, 4000, 8000];
const steadyAfterMs = 60_000;
const readyWithinMs = 90_000;
const stopWithinMs = 8000;
/** Of a worker that another one took over from: it left by itself, and the next may begin at once. */
const ghostExitCode = 75;
const ticksOfSilence = 10;

export class Service {
  #child;
  #stopping = false;
  #restarting = false;
  /** What it says before it is ready is only worth reading if it fails. */
  #said = [];

  /** @param {ServiceOptions} options */
  constructor({ name, args, env, becomesReady, onStart, forever = false, silentAfterMs, pauses = pausesMs }) {
    Object.assign(this, { name, args, env, onStart, forever, silentAfterMs, pauses });
    this.#child = this.#spawn();
    /** Rejects with words if it does not come up at first; resolves with them if it is started again for ever. */
    this.ready = this.#firstReady(becomesReady(this.#child));
    /** Resolves with words when it kept dying; never rejects. */
    this.failed = this.ready.then(
      () => this.#keepRunning(),
      (error) => error.message,
    );
  }

  stop() {
    this.#stopping = true;
    return this.#end();
  }

  restart() {
    this.#restarting = true;
    return this.#end();
  }

  #spawn() {
    const child = spawnTied(this.args, {
      // A terminal's Ctrl-C reaches the launcher only, which keeps the order.
      detached: process.platform !== "win32",
      env: { ...process.env, ...this.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (text) => this.#hear(process.stdout, text));
    child.stderr.on("data", (text) => this.#hear(process.stderr, text));
    child.ended = new Promise((resolve) => {
      child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
      child.once("error", (error) => resolve(error.message));
    });
    if (this.silentAfterMs) this.#watch(child);
    this.onStart(child.pid);
    return child;
  }

  /** Silence is counted in ticks of this process, so that a machine that slept blames nobody. */
  #watch(child) {
    let silentTicks = 0;
    child.on("message", () => (silentTicks = 0));
    const ticking = setInterval(() => {
      if (++silentTicks < ticksOfSilence) return;
      clearInterval(ticking);
      console.error(
        `The ${this.name} process has been silent for ${this.silentAfterMs / 1000} s and is ended.`,
      );
      child.kill("SIGKILL");
    }, this.silentAfterMs / ticksOfSilence);
    void child.ended.then(() => clearInterval(ticking));
  }

  #hear(stream, text) {
    if (this.#said) this.#said.push(text);
    else stream.write(text);
  }

  async #firstReady(ready) {
    const died = this.#child.ended.then((how) => `ended at once (${how})`);
    const late = sleep(readyWithinMs).then(() => `was not ready within ${readyWithinMs / 1000} s`);
    const trouble = await Promise.race([ready, died, late]);
    const said = this.#said.join("");
    this.#said = undefined;
    if (!trouble) return undefined;
    const words = `The ${this.name} process ${trouble}. It said:\n${said}`;
    if (!this.forever) throw new Trouble(words);
    return `not yet. ${words}`;
  }

  async #keepRunning() {
    for (let deaths = 0; ; ) {
      const sinceMs = Date.now();
      const how = await this.#child.ended;
      if (this.#stopping) return undefined;
      if (Date.now() - sinceMs > steadyAfterMs) deaths = 0;
      if (this.#restarting) this.#restarting = false;
      else if (how === `exit code ${ghostExitCode}`)
        console.error(`The ${this.name} process lost its work to another one and is started again.`);
      else if (deaths === this.pauses.length && !this.forever)
        return `The ${this.name} process keeps ending (${how}).`;
      else {
        const pauseMs = this.pauses[Math.min(deaths++, this.pauses.length - 1)];
        console.error(`The ${this.name} process ended (${how}); it is started again in ${pauseMs / 1000} s.`);
        await sleep(pauseMs);
      }
      if (this.#stopping) return undefined;
      this.#child = this.#spawn();
    }
  }

  async #end() {
    const child = this.#child;
    child.kill("SIGTERM");
    const impatient = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
    await child.ended;
    clearTimeout(impatient);
  }
}

export const saysReady = (child) =>
  new Promise((resolve) => {
    child.on("message", (message) => message?.ready && resolve());
  });

export const answersAt = (url) => async (child) => {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  // Whoever waits for this hears from the child itself how it ended.
  await new Promise(() => {});
};
