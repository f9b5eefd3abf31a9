import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import type { Participant } from "../generated/prisma/client.ts";

/** They no longer see the project through this part. Whether they may go, the caller has asked. */
export async function endParticipation(tx: Tx, actor: Person, participant: Participant) {
  const { id: participantId, studioId, projectId, userId, part } = participant;
  const removed = await tx.participant.deleteMany({ where: { id: participantId } });
  if (removed.count === 0) {
    throw new Refused(
      "CONFLICT",
      "Somebody was faster: this person is out of the project already. Nothing else was changed; look at the list again.",
    );
  }
  await record(tx, actor, {
    kind: "participant.removed",
    studioId,
    streamId: projectId,
    subject: { participantId, userId, part },
  });
}
