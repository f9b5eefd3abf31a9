import { inChild } from "../audio/pool.ts";
import { db, type Tx } from "../db.ts";
import { announce } from "../events.ts";
import { isFinal } from "../files/is-final.ts";
import { keepObject } from "../files/keep-object.ts";
import { filesWith } from "../files/queries.ts";
import type { Attempt } from "../queue.ts";
import { store } from "../storage/current.ts";
import type { Address } from "../storage/store.ts";
import { now } from "../time.ts";
import { recordRender } from "./record-render.ts";

const progressEveryMs = 250;

/** Encodes what browsers play, and shows on open pages how far it is. */
export async function makeListeningCopy(source: Address, attempt: Attempt) {
  const key = { studioId: source.studioId, sourceSha256: source.sha256, kind: "listening_copy" } as const;
  const render = await db.render.findUnique({ where: { studioId_sourceSha256_kind: key } });
  if (!render || render.state === "ready" || render.state === "failed") return;
  const update = (tx: Tx, data: Parameters<Tx["render"]["update"]>[0]["data"]) =>
    tx.render.update({ where: { id: render.id }, data });

  const progress = paced(progressEveryMs, (fraction) =>
    attempt.fenced(async (tx) => {
      await update(tx, { state: "running", progress: fraction });
      for (const { files, ...where } of await filesWith(tx, source))
        await announce(tx, where, "render.progress", { files });
    }),
  );
  const out = await store.scratch(`listening.${attempt.key}`);
  const failed = (reason: string) =>
    attempt.fenced(async (tx) => {
      await update(tx, { state: "failed", reason });
      await recordRender(tx, source, "render.failed");
    });
  try {
    await progress.say(0);
    const made = await store.atPath(source, (path) =>
      inChild(
        "listen",
        { path, out },
        { signal: attempt.signal, onProgress: (fraction) => void progress.say(fraction) },
      ),
    );
    await progress.quiet();
    if (!made.ok) return await failed(made.reason);
    const facts = await store.weigh(out);
    await attempt.fenced(async (tx) => {
      await keepObject(tx, source.studioId, facts, (address) => store.keep(out, address));
      await update(tx, { state: "ready", progress: 1, sha256: facts.sha256, madeAt: now() });
      await recordRender(tx, source, "render.ready");
    });
  } catch (error) {
    await progress.quiet();
    if (!(await isFinal(attempt))) throw error;
    console.error(`the listening copy of ${source.sha256} could not be made`, error);
    await failed(
      "The listening copy could not be made, after several tries. The original is safe and can be downloaded. Try again, or tell the studio.",
    );
  } finally {
    await store.discard(out);
  }
}

/** Writes at most so often and one at a time; what comes in between is left out. */
function paced(everyMs: number, write: (fraction: number) => Promise<void>) {
  let writing: Promise<void> = Promise.resolve();
  let busy = false;
  let stopped = false;
  let nextAt = 0;
  return {
    say(fraction: number) {
      if (busy || stopped || Date.now() < nextAt) return writing;
      nextAt = Date.now() + everyMs;
      busy = true;
      writing = write(fraction)
        .catch((error: unknown) => console.error("progress was not written", error))
        .finally(() => {
          busy = false;
        });
      return writing;
    },
    /** No more is written once this resolves. */
    quiet() {
      stopped = true;
      return writing;
    },
  };
}
