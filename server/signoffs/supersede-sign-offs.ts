import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { record } from "../events.ts";
import { endReleases } from "../files/end-releases.ts";
import { now } from "../time.ts";

type Of = { studioId: string; projectId: string; workItemId: string };

/**
 * What was signed off of work that is open again no longer stands, and stays on record. `why` is a code or an id.
 * It writes rows of signoffs, which stand above review, because a recall of the mix, which begins here, ends them.
 */
export async function supersedeSignOffs(
  tx: Tx,
  actor: Person,
  { studioId, projectId, workItemId }: Of,
  { reason, why }: { reason: string; why: string },
) {
  const standing = await tx.signOff.findMany({ where: { workItemId, ending: null }, select: { id: true } });
  await endReleases(
    tx,
    standing.map(({ id }) => id),
  );
  for (const { id: signOffId } of standing) {
    await tx.signOffEnd.create({
      data: { signOffId, studioId, ending: "superseded", reason, byId: actor.userId, at: now() },
    });
    await record(tx, actor, {
      kind: "signoff.superseded",
      studioId,
      streamId: projectId,
      subject: { signOffId, why },
    });
  }
}
