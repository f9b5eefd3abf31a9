import { transact } from "../db.ts";
import { enqueue, pendingAmong } from "../queue.ts";

/** Renders that wait and whose job ran out of tries get a new one. Those that were set aside wait no more. */
export async function resumeRenders() {
  await transact(async (tx) => {
    const waiting = await tx.render.findMany({
      where: { state: { in: ["queued", "running"] } },
      select: { id: true },
    });
    const keyOf = ({ id }: { id: string }) => `render:${id}`;
    const pending = await pendingAmong(tx, waiting.map(keyOf));
    for (const render of waiting.filter((r) => !pending.has(keyOf(r))))
      await enqueue(tx, "renders.make", { renderId: render.id }, keyOf(render));
  });
}
