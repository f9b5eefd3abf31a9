import { engine } from "../audio/engine-version.ts";
import { db, type Tx } from "../db.ts";
import { isFinal } from "../files/is-final.ts";
import { keepObject } from "../files/keep-object.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import type { Attempt } from "../queue.ts";
import { store } from "../storage/current.ts";
import { now } from "../time.ts";
import { queueRender } from "./queue-render.ts";
import { renderKinds } from "./render-kinds.ts";
import { ingredientsOf } from "./rules.ts";

const progressEveryMs = 250;
const inputs = { orderBy: { position: "asc" } } as const;
type Render = Prisma.RenderGetPayload<{ include: { inputs: true } }>;
type RenderWay = (typeof renderKinds)[keyof typeof renderKinds];

/** Makes what was asked for, of whatever kind, and shows on open pages how far it is. */
export async function makeRender({ renderId }: { renderId: string }, attempt: Attempt) {
  const render = await db.render.findUnique({ where: { id: renderId }, include: { inputs } });
  if (!render || render.kind === "peaks") return;
  const kind = renderKinds[render.kind];
  if (!(await attempt.fenced((tx) => begin(tx, render, kind)))) return;

  const progress = paced(progressEveryMs, (fraction) =>
    attempt.fenced(async (tx) => {
      await tx.render.update({ where: { id: renderId }, data: { progress: fraction } });
      await kind.tell(tx, render, "progress");
    }),
  );
  const out = await store.scratch(`render.${attempt.key}`);
  const failed = (reason: string) =>
    attempt.fenced(async (tx) => {
      await tx.render.update({ where: { id: renderId }, data: { state: "failed", reason } });
      await kind.tell(tx, render, "failed");
    });
  try {
    await progress.say(0);
    const made = await withPaths(render, (paths) =>
      kind.make(paths, out, {
        signal: attempt.signal,
        onProgress: (fraction) => void progress.say(fraction),
      }),
    );
    await progress.quiet();
    if (!made.ok) return await failed(made.reason);
    const facts = made.result ? null : await store.hashFile(out);
    await attempt.fenced(async (tx) => {
      if (facts) await keepObject(tx, render.studioId, facts, (address) => store.keep(out, address));
      await tx.render.update({
        where: { id: renderId },
        data: {
          state: "ready",
          progress: 1,
          madeAt: now(),
          ...(facts && { sha256: facts.sha256 }),
          ...(made.result && { result: made.result }),
        },
      });
      await kind.tell(tx, render, "ready");
    });
  } catch (error) {
    await progress.quiet();
    if (!(await isFinal(attempt))) throw error;
    console.error(`the ${render.kind} ${renderId} could not be made`, error);
    await failed(kind.lost);
  } finally {
    await store.discard(out);
  }
}

/**
 * Takes what waits in hand. What nobody asks for any more goes; what waits for an engine that is gone is asked of this one.
 * The row is locked before that is looked at, so that who asks again meanwhile finds it here, or gone.
 */
async function begin(tx: Tx, render: Render, kind: RenderWay): Promise<boolean> {
  const { id, studioId, inputs, engineVersion } = render;
  const { count } = await tx.render.updateMany({
    where: { id, state: { in: ["queued", "running"] } },
    data: { state: "running", progress: 0 },
  });
  if (count === 0) return false;
  const isWanted = await kind.isWanted(tx, render);
  if (isWanted && engineVersion === engine.version) return true;
  await tx.render.delete({ where: { id } });
  if (isWanted) await queueRender(tx, studioId, ingredientsOf(render.kind, inputs));
  return false;
}

/** Holds every input at its path while `use` runs. */
async function withPaths<T>(
  { studioId, inputs }: Pick<Render, "studioId" | "inputs">,
  use: (paths: string[]) => Promise<T>,
  held: string[] = [],
): Promise<T> {
  const next = inputs[held.length];
  if (!next) return use(held);
  return store.atPath({ studioId, sha256: next.sha256 }, (path) =>
    withPaths({ studioId, inputs }, use, [...held, path]),
  );
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
