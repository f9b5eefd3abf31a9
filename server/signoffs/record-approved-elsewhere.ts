import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { lockSong } from "../projects/lock-song.ts";
import { revisionFor } from "../review/revision-for.ts";
import { putApprovalElsewhere } from "./put-approval-elsewhere.ts";
import { RecordApprovedElsewhere } from "./schema.ts";

/** A supplied mix was approved before it came here; by whom stands on record, on the word of who says so. */
export async function recordApprovedElsewhere(actor: Person, input: RecordApprovedElsewhere) {
  const { revisionId, approvedBy } = RecordApprovedElsewhere.parse(input);
  const { studioId, projectId, song, revision } = await revisionFor(actor, revisionId, "premaster.upload");
  if (revision.workItemId || revision.stage !== "mixing")
    throw new Refused(
      "CONFLICT",
      "This mix is made here. Nothing was recorded; who decides signs it off on its page.",
    );
  await transact(async (tx) => {
    await lockSong(tx, song.id);
    await putApprovalElsewhere(tx, actor, { studioId, projectId }, { revision, approvedBy });
  });
}
