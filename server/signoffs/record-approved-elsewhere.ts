import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newestReport } from "../files/newest-report.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { revisionFor } from "../review/revision-for.ts";
import { now } from "../time.ts";
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
    const file = await tx.file.findUniqueOrThrow({
      where: { id: revision.fileId },
      select: {
        sha256: true,
        object: { select: { reports: { ...newestReport, select: { pcmSha256: true } } } },
      },
    });
    const already = await tx.signOff.count({ where: { revisionId, ending: null } });
    if (already > 0)
      throw new Refused(
        "CONFLICT",
        "The approval of this mix is on record already. Nothing was changed; reload the page to see it.",
      );
    const [report] = file.object.reports;
    if (!report)
      throw new Refused(
        "CONFLICT",
        "This mix is still being measured. Nothing was recorded and the mix is safe; try again in a moment.",
      );
    const { sha256 } = file;
    const { pcmSha256 } = report;
    const signOff = await tx.signOff.create({
      data: {
        id: newId(),
        studioId,
        revisionId,
        sha256,
        pcmSha256,
        byId: actor.userId,
        at: now(),
        elsewhereBy: approvedBy,
      },
    });
    await record(tx, actor, {
      kind: "signoff.given",
      studioId,
      streamId: projectId,
      subject: { signOffId: signOff.id, revisionId, sha256, pcmSha256 },
    });
  });
}
