import { type Actor, grantsOf } from "../access.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { participantFor } from "./participant-for.ts";
import { OfParticipant } from "./schema.ts";

/** What they brought and wrote stays; they no longer see the project through this part. */
export async function removeParticipant(actor: Actor, input: OfParticipant) {
  const { participantId } = OfParticipant.parse(input);
  const { studioId, projectId, participant } = await participantFor(actor, participantId, "people.invite");
  const { userId, part, powers } = participant;
  await transact(async (tx) => {
    if (grantsOf([part], powers).has("request.send")) await demandNothingHeld(tx, projectId, userId);
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
  });
}

/** Only who asked closes a blocking request, so nobody goes while theirs holds a song. */
async function demandNothingHeld(tx: Tx, projectId: string, userId: string) {
  // Decisions about a song take turns on its row; always in one order, so that two of these never wait for each other.
  await tx.$queryRaw`select 1 from "Song" where "projectId" = ${projectId}::uuid order by "id" for update`;
  const held = await tx.song.findMany({
    where: {
      projectId,
      revisions: {
        some: { notes: { some: { authorId: userId, resolution: null, request: { blocking: true } } } },
      },
    },
    select: { title: true },
    orderBy: { position: "asc" },
  });
  if (held.length === 0) return;
  const titles = held.map(({ title }) => `“${title}”`).join(", ");
  throw new Refused(
    "CONFLICT",
    `A blocking request of theirs is open on ${titles}, and only who asked can close it. Nothing was changed; ask them to close it first.`,
  );
}
