import { type Actor, actorKey } from "../access/actor.ts";
import { db, transact } from "../db.ts";
import { notFound, Refused } from "../errors.ts";
import { record } from "../events.ts";
import { drop } from "../queue.ts";
import { store } from "../storage/current.ts";
import { dropObject } from "./drop-object.ts";
import { homeColumns, homeOf, streamOf } from "./rules.ts";
import { AbandonUpload } from "./schema.ts";

/** Gives up what one was sending oneself, or what was set aside on its way in; nothing of it stays. */
export async function abandonUpload(actor: Actor, input: AbandonUpload) {
  const { uploadId } = AbandonUpload.parse(input);
  const upload = await db.upload.findFirst({
    where: { id: uploadId, broughtBy: actorKey(actor) },
    select: { ...homeColumns, kind: true, objectSha256: true },
  });
  if (!upload) throw notFound();
  await transact(async (tx) => {
    const { count } = await tx.upload.deleteMany({
      where: { id: uploadId, OR: [{ state: "receiving" }, { state: "checking", reason: { not: null } }] },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        "This file has arrived already and is safe. Nothing was changed; set it aside if it does not belong here.",
      );
    await drop(tx, { key: `admit:${uploadId}` });
    await record(tx, actor, {
      kind: "upload.given_up",
      ...streamOf(homeOf(upload)),
      subject: { uploadId, songId: upload.songId, fileKind: upload.kind },
    });
  });
  await store.abort(uploadId);
  const { studioId, objectSha256 } = upload;
  if (objectSha256) await dropObject({ studioId, sha256: objectSha256 });
}
