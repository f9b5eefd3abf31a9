import { actorKey, type Person } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { db, transact } from "../db.ts";
import { decided } from "../decisions.ts";
import { record } from "../events.ts";
import { markDelivered } from "../files/mark-delivered.ts";
import { fileFor } from "../files/queries.ts";
import { lockSong } from "../projects/lock-song.ts";
import { followWork } from "../work/follow-work.ts";
import { standsAt } from "../work/rules.ts";

/**
 * Who receives the signed-off master takes it: the song is delivered, and from then on its sign-off can no longer be
 * withdrawn. On record once a person. The studio and its engineers fetch masters to work with them, which delivers nothing.
 */
export async function deliverMaster(actor: Person, fileId: string) {
  const { userId } = actor;
  const file = await fileFor(actor, fileId, "take");
  const { songId, studioId } = file;
  if (file.kind !== "master" || songId === null || file.broughtBy === actorKey(actor)) return;
  const revision = await db.revision.findUnique({ where: { studioId_fileId: { studioId, fileId } } });
  if (!revision) return;
  await transact(async (tx) => {
    await lockSong(tx, songId);
    // Under the lock: the sign-off may have been withdrawn a moment ago.
    await fileFor(actor, fileId, "take", tx);
    const { projectId, grants } = await songFor(actor, songId, "master.download", tx);
    if (grants.has("master.upload")) return;
    const delivery = await markDelivered(tx, actor, { studioId, fileId });
    if (!delivery) return;
    const subject = { revisionId: revision.id, songId, userId };
    await record(tx, actor, { kind: "master.delivered", studioId, streamId: projectId, subject }, [
      decided("FileDelivery", delivery),
    ]);
    const workItem = await tx.workItem.findFirst({ where: { songId, stage: "delivery" } });
    if (workItem && standsAt(workItem) === "in_progress")
      await followWork(tx, actor, { projectId, workItem, to: "approved", why: `taken ${revision.id}` });
  });
}
