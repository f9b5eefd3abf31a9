import type { Tx } from "../db.ts";
import type { SentAs } from "../generated/prisma/client.ts";
import { now } from "../time.ts";

type Sending = { studioId: string; as: SentAs; sentAsId: string; fileIds: readonly string[] };

/** Files go out as a revision, or in a hand-off: from here on they stay as they are. */
export async function markSent(tx: Tx, { studioId, as, sentAsId, fileIds }: Sending) {
  const sentAt = now();
  await tx.fileSending.createMany({
    data: fileIds.map((fileId) => ({ studioId, fileId, as, sentAsId, sentAt })),
  });
}
