import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newestReport } from "../files/newest-report.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";

type Of = { studioId: string; projectId: string };
type Approval = { revision: { id: string; fileId: string }; approvedBy: string };

/** That a supplied mix was approved before it came here, once, on the word of who says so. Under the song's lock. */
export async function putApprovalElsewhere(
  tx: Tx,
  actor: Person,
  { studioId, projectId }: Of,
  { revision: { id: revisionId, fileId }, approvedBy }: Approval,
) {
  const file = await tx.file.findUniqueOrThrow({
    where: { id: fileId },
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
  const subject = { signOffId: signOff.id, revisionId, sha256, pcmSha256 };
  await record(tx, actor, { kind: "signoff.given", studioId, streamId: projectId, subject }, [
    decided("SignOff", signOff),
  ]);
}
