import type { Person } from "../access/actor.ts";
import { projectFor, studioFor } from "../access/finding.ts";
import type { Permission } from "../access/permissions.ts";
import { type Change, changes } from "../changes.ts";
import { Refused } from "../errors.ts";
import { isUnderWay } from "../event-kinds.ts";
import { sessionsFrom } from "../people/queries.ts";

/** Live: what the reader may know of the project's changes, for as long as the page is open. */
export async function projectChanges(actor: Person, projectId: string, signal: AbortSignal) {
  const hears = async (change: Change | null) =>
    mayKnow(change, (await projectFor(actor, projectId, "project.see")).grants);
  await hears(null);
  return seen(actor, changes.of(projectId, signal), hears);
}

/** Engineers of the studio hear of the studio itself and of the projects that they take part in. */
export async function studioChanges(actor: Person, studioId: string, signal: AbortSignal) {
  const hears = async (change: Change | null) => {
    const { grants } = await studioFor(actor, studioId, "studio.see");
    if (change === null || change.streamId === studioId) return mayKnow(change, grants);
    if (isUnderWay(change.kind)) return false;
    return mayKnow(change, await grantsIn(actor, change.streamId));
  };
  await hears(null);
  return seen(actor, changes.of(studioId, signal), hears);
}

const mayKnow = (change: Change | null, grants: ReadonlySet<Permission>) =>
  change === null || change.readers.some((reader) => grants.has(reader));

/** What the actor may do in a project: nothing where they may not see it. */
async function grantsIn(actor: Person, projectId: string): Promise<ReadonlySet<Permission>> {
  try {
    return (await projectFor(actor, projectId, "project.see")).grants;
  } catch (error) {
    if (error instanceof Refused && error.code === "NOT_FOUND") return new Set();
    throw error;
  }
}

/** A page stays open longer than its reader's session, and than what they may see: each change is asked about again. */
async function* seen(
  actor: Person,
  stream: AsyncGenerator<Change | null>,
  hears: (change: Change | null) => Promise<boolean>,
) {
  const { userId } = actor;
  const began = await sessionsFrom(userId);
  for await (const change of stream) {
    if ((await sessionsFrom(userId)) !== began)
      throw new Refused(
        "NOT_SIGNED_IN",
        "You were signed out everywhere. What you sent before is safe; sign in again to go on.",
      );
    if (await hears(change)) yield change && { kind: change.kind, songId: change.songId };
  }
}
