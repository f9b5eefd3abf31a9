import { transact } from "../db.ts";
import { enqueue, pendingAmong } from "../queue.ts";

/** Listening copies that wait and whose job ran out of tries get a new one. Those that were set aside wait no more. */
export async function resumeRenders() {
  await transact(async (tx) => {
    const waiting = await tx.render.findMany({
      where: { kind: "listening_copy", state: { in: ["queued", "running"] } },
      select: { studioId: true, sourceSha256: true },
    });
    const keyOf = (render: (typeof waiting)[number]) => `listening:${render.studioId}:${render.sourceSha256}`;
    const pending = await pendingAmong(tx, waiting.map(keyOf));
    for (const render of waiting.filter((r) => !pending.has(keyOf(r)))) {
      const source = { studioId: render.studioId, sha256: render.sourceSha256 };
      await enqueue(tx, "renders.listeningCopy", source, keyOf(render));
    }
  });
}
