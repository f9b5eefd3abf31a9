// Runs a child process and starts it again when it dies, a few times.
import { Trouble } from "./env.mjs";
import { sleep, spawnTied } from "./processes.mjs";

const pausesMs = [500, 1000, 2000, 4000, 8000];
const steadyAfterMs = 60_000;
const readyWithinMs = 90_000;
const stopWithinMs = 8000;

export class Service {
  #child;
  #stopping = false;
  #restarting = false;
  /** What it says before it is ready is only worth reading if it fails. */
  #said = [];

  /** `becomesReady(child)` resolves once it does its work; `onStart(pid)` hears of every process. */
  constructor({ name, args, env, becomesReady, onStart }) {
    Object.assign(this, { name, args, env, onStart });
    this.#child = this.#spawn();
    /** Rejects with words if it does not come up at first. */
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
    this.onStart(child.pid);
    return child;
  }

  #hear(stream, text) {
    if (this.#said) this.#said.push(text);
    else stream.write(text);
  }

  async #firstReady(ready) {
    const died = this.#child.ended.then((how) => `ended at once (${how})`);
    const late = sleep(readyWithinMs).then(() => `was not ready within ${readyWithinMs / 1000} s`);
    const trouble = await Promise.race([ready, died, late]);
    if (trouble) throw new Trouble(`The ${this.name} process ${trouble}. It said:\n${this.#said.join("")}`);
    this.#said = undefined;
  }

  async #keepRunning() {
    for (let deaths = 0; ; ) {
      const sinceMs = Date.now();
      const how = await this.#child.ended;
      if (this.#stopping) return undefined;
      if (Date.now() - sinceMs > steadyAfterMs) deaths = 0;
      if (this.#restarting) this.#restarting = false;
      else if (deaths === pausesMs.length) return `The ${this.name} process keeps ending (${how}).`;
      else {
        console.error(`The ${this.name} process ended (${how}); it is started again.`);
        await sleep(pausesMs[deaths++]);
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
