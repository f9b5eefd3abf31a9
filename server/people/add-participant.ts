import type { Actor } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { defaultPowers } from "../access/permissions.ts";
import { transact } from "../db.ts";
import { notFound, Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { AddParticipant } from "./schema.ts";
import { partNames } from "./words.ts";

/** For someone whom the studio has already: a member, or a participant who takes a further part. Others are invited. */
export async function addParticipant(actor: Actor, input: AddParticipant) {
  const { projectId, userId, part, powers } = AddParticipant.parse(input);
  const { studioId } = await projectFor(actor, projectId, "people.invite");
  const participantId = newId();
  await transact(async (tx) => {
    const known = await tx.user.count({
      where: {
        id: userId,
        OR: [{ members: { some: { studioId } } }, { participants: { some: { projectId } } }],
      },
    });
    if (known === 0) throw notFound();
    const added = await tx.participant.createMany({
      data: [{ id: participantId, studioId, projectId, userId, part, powers: powers ?? defaultPowers[part] }],
      skipDuplicates: true,
    });
    if (added.count === 0) {
      throw new Refused(
        "CONFLICT",
        `This person already takes part as ${partNames[part].toLowerCase()}. Nothing was changed; choose another part, or change in the list what they may do.`,
      );
    }
    await record(tx, actor, {
      kind: "participant.added",
      studioId,
      streamId: projectId,
      subject: { participantId, userId, part },
    });
  });
  return { participantId };
}
