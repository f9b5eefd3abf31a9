import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { now } from "../time.ts";

type Of = { studioId: string; projectId: string; noteId: string };

/** The note is open again. Under the song's lock; who may, the caller has asked. */
export async function putReopening(tx: Tx, actor: Person, { studioId, projectId, noteId }: Of) {
  const standing = await tx.resolution.findFirst({
    where: { noteId, reopening: null },
    select: { id: true },
  });
  if (!standing)
    throw new Refused(
      "CONFLICT",
      "This note is open already. Nothing was changed; reload the page to see it.",
    );
  const reopening = await tx.reopening.create({
    data: { resolutionId: standing.id, studioId, byId: actor.userId, at: now() },
  });
  await record(tx, actor, { kind: "note.reopened", studioId, streamId: projectId, subject: { noteId } }, [
    decided("Reopening", reopening),
  ]);
}
