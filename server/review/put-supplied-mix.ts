import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { printToSend } from "./print-to-send.ts";
import { putRevision } from "./put-revision.ts";
import type { Answer } from "./schema.ts";

type Of = { studioId: string; projectId: string; songId: string };
type Putting = { fileId: string; changeNote: string; answers: readonly Answer[] };

/** A mix made elsewhere becomes the next mix of a song that is not mixed here, or whose mixing was cancelled. Under the song's lock. */
export async function putSuppliedMix(
  tx: Tx,
  actor: Person,
  of: Of,
  { fileId, changeNote, answers }: Putting,
) {
  const { songId } = of;
  const mixing = await tx.workItem.count({
    where: { songId, stage: "mixing", state: { not: "cancelled" } },
  });
  if (mixing > 0)
    throw new Refused(
      "CONFLICT",
      "This song is mixed here: the premaster is the signed-off mix. Nothing was changed; send it as the next mix instead.",
    );
  const file = await printToSend(tx, { fileId, songId, kind: "premaster" });
  return putRevision(tx, actor, { ...of, stage: "mixing", workItemId: null }, { file, changeNote, answers });
}
