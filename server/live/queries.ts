import type { Person } from "../access/actor.ts";
import { projectFor, studioFor } from "../access/finding.ts";
import { type Change, changes } from "../changes.ts";
import { db } from "../db.ts";
import { Refused } from "../errors.ts";
import { sessionsFrom } from "../people/queries.ts";

/** Live: every change of the project, for as long as the page is open and its reader may see it. */
export async function projectChanges(actor: Person, projectId: string, signal: AbortSignal) {
  const maySee = async () => (await projectFor(actor, projectId, "project.see")).grants.has("project.see");
  await maySee();
  return seen(actor, changes.of(projectId, signal), maySee);
}

/** How far a file is on its way: the song's own pages show that, the board does not. */
const underWay = ["render.progress", "upload.received"];

/** Engineers of the studio hear of the studio itself and of the projects that they take part in. */
export async function studioChanges(actor: Person, studioId: string, signal: AbortSignal) {
  const { userId } = actor;
  const maySee = async (change: Change | null) => {
    if (change && underWay.includes(change.kind)) return false;
    const { grants } = await studioFor(actor, studioId, "studio.see");
    if (change === null || change.streamId === studioId || grants.has("project.see")) return true;
    return (await db.participant.count({ where: { projectId: change.streamId, userId } })) > 0;
  };
  await maySee(null);
  return seen(actor, changes.of(studioId, signal), maySee);
}

/** A page stays open longer than its reader's session, and than what they may see: each change is asked about again. */
async function* seen(
  actor: Person,
  stream: AsyncGenerator<Change | null>,
  maySee: (change: Change | null) => Promise<boolean>,
) {
  const { userId } = actor;
  const began = await sessionsFrom(userId);
  for await (const change of stream) {
    if ((await sessionsFrom(userId)) !== began)
      throw new Refused(
        "NOT_SIGNED_IN",
        "You were signed out everywhere. What you sent before is safe; sign in again to go on.",
      );
    if (await maySee(change)) yield change;
  }
}
