import { db, transact } from "../db.ts";
import { lockStream, recordSealing } from "../events.ts";
import { decisionsOf } from "./decisions-of.ts";

const job = { kind: "job", name: "history" } as const;

/**
 * For what was decided before events held digests: one event per history that digests every decision as it is found, and
 * seals it. A history that is sealed is done, so that this goes on where it died.
 */
export async function digestDecisions() {
  const ends = await db.streamEnd.findMany({ where: { seal: null }, select: { streamId: true } });
  for (const { streamId } of ends) await digestOne(streamId);
}

async function digestOne(streamId: string) {
  await transact(async (tx) => {
    await lockStream(tx, streamId);
    const end = await tx.streamEnd.findUnique({ where: { streamId } });
    if (!end || end.seal) return;
    const { studioId } = await tx.event.findFirstOrThrow({ where: { streamId }, select: { studioId: true } });
    const found = (await decisionsOf(tx, streamId)).map(({ decided }) => decided);
    const event = {
      kind: "history.digested",
      studioId,
      streamId,
      subject: { decisions: found.length },
    } as const;
    await recordSealing(tx, job, event, found);
  });
}
