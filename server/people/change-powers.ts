import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { participantFor } from "./participant-for.ts";
import { ChangePowers } from "./schema.ts";

/** Of two at once the later choice stays, whole: it is all that its maker saw ticked, and the history has both. */
export async function changePowers(actor: Actor, input: ChangePowers) {
  const { participantId, powers } = ChangePowers.parse(input);
  const { studioId, projectId } = await participantFor(actor, participantId, "people.invite");
  await transact(async (tx) => {
    const changed = await tx.participant.updateMany({ where: { id: participantId }, data: { powers } });
    if (changed.count === 0) {
      throw new Refused(
        "CONFLICT",
        "This person was taken out of the project a moment ago. Nothing was changed; look at the list again.",
      );
    }
    await record(tx, actor, {
      kind: "participant.changed",
      studioId,
      streamId: projectId,
      subject: { participantId, powers },
    });
  });
}
