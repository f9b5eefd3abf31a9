import type { Person } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
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
  if (file.kind !== "master" || file.revision === null || file.uploadedById === userId) return;
  const { songId, studioId, revision } = file;
  await transact(async (tx) => {
    await lockSong(tx, songId);
    // Under the lock: the sign-off may have been withdrawn a moment ago.
    await fileFor(actor, fileId, "take", tx);
    const { projectId, grants } = await songFor(actor, songId, "master.download", tx);
    if (grants.has("master.upload")) return;
    const subject = { revisionId: revision.id, songId, userId };
    const before = await tx.event.count({
      where: { streamId: projectId, kind: "master.delivered", subject: { equals: subject } },
    });
    if (before > 0) return;
    await record(tx, actor, { kind: "master.delivered", studioId, streamId: projectId, subject });
    const workItem = await tx.workItem.findFirst({ where: { songId, stage: "delivery" } });
    if (workItem && standsAt(workItem) === "in_progress")
      await followWork(tx, actor, { projectId, workItem, to: "approved", why: `taken ${revision.id}` });
  });
}
