import type { Tx } from "../db.ts";
import { enqueue } from "../queue.ts";

/** Has made again what failed, once. */
export async function requeueRender(tx: Tx, renderId: string): Promise<boolean> {
  const { count } = await tx.render.updateMany({
    where: { id: renderId, state: "failed" },
    data: { state: "queued", progress: 0, reason: null },
  });
  if (count > 0) await enqueue(tx, "renders.make", { renderId }, `render:${renderId}`);
  return count > 0;
}
