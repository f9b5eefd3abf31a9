import type { Actor } from "../access.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { participantFor } from "./participant-for.ts";
import { OfParticipant } from "./schema.ts";

/** What they brought and wrote stays; they no longer see the project through this part. */
export async function removeParticipant(actor: Actor, input: OfParticipant) {
  const { participantId } = OfParticipant.parse(input);
  const { studioId, projectId, participant } = await participantFor(actor, participantId, "people.invite");
  const { userId, part } = participant;
  await transact(async (tx) => {
    const removed = await tx.participant.deleteMany({ where: { id: participantId } });
    if (removed.count === 0) {
      throw new Refused("CONFLICT", "Somebody was faster: this person is out of the project already.");
    }
    await record(tx, actor, {
      kind: "participant.removed",
      studioId,
      streamId: projectId,
      subject: { participantId, userId, part },
    });
  });
}
