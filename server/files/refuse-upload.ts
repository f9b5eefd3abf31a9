import type { Actor } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { record } from "../events.ts";
import { now } from "../time.ts";
import { homeColumns, homeOf, streamOf, type Unfit } from "./rules.ts";

/** Settles an upload as refused, once; its bytes are the caller's to remove after the commit. */
export async function refuseUpload(
  tx: Tx,
  actor: Actor,
  upload: { id: string; from: "receiving" | "checking" },
  unfit: Unfit,
) {
  const { count } = await tx.upload.updateMany({
    where: { id: upload.id, state: upload.from },
    data: { state: "refused", reason: unfit.reason, objectSha256: null, settledAt: now() },
  });
  if (count === 0) return;
  const housed = await tx.upload.findUniqueOrThrow({
    where: { id: upload.id },
    select: { ...homeColumns, kind: true },
  });
  await record(tx, actor, {
    kind: "file.refused",
    ...streamOf(homeOf(housed)),
    subject: { uploadId: upload.id, songId: housed.songId, fileKind: housed.kind, code: unfit.code },
  });
}
