import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Finding, unacknowledged } from "./rules.ts";
import type { Acknowledgement } from "./schema.ts";

type Of = { studioId: string; handOffId: string };

/** What was found stays on record beside the reason that passed it; what has no reason does not pass. */
export async function recordChecks(
  tx: Tx,
  actor: Person,
  { studioId, handOffId }: Of,
  findings: readonly Finding[],
  acknowledged: readonly Acknowledgement[],
) {
  const left = unacknowledged(findings, acknowledged);
  if (left.length > 0) {
    const first = left.slice(0, 3).map((f) => f.finding);
    const more = left.length > 3 ? ` And ${left.length - 3} more.` : "";
    throw new Refused(
      "CONFLICT",
      `Nothing was handed off yet. ${first.join(" ")}${more} Mend it, or say why it is meant.`,
    );
  }
  return tx.check.createManyAndReturn({
    data: findings.map((f) => {
      const because = acknowledged.find((a) => a.code === f.code && a.fileId === f.fileId);
      return {
        id: newId(),
        studioId,
        handOffId,
        fileId: f.fileId,
        reportVersion: f.reportVersion,
        code: f.code,
        finding: f.finding,
        advice: f.advice,
        acknowledgedById: because ? actor.userId : null,
        reason: because?.reason ?? null,
      };
    }),
  });
}
