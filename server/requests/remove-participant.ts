import type { Person } from "../access/actor.ts";
import { grantsOf } from "../access/permissions.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { endParticipation } from "../people/end-participation.ts";
import { participantFor } from "../people/participant-for.ts";
import { OfParticipant } from "../people/schema.ts";
import { isOpen } from "../review/is-open.ts";

/** What they brought and wrote stays; they no longer see the project through this part. */
export async function removeParticipant(actor: Person, input: OfParticipant) {
  const { participantId } = OfParticipant.parse(input);
  const { projectId, participant } = await participantFor(actor, participantId, "people.invite");
  const { part, powers } = participant;
  await transact(async (tx) => {
    if (grantsOf([part], powers).has("request.send")) await requireNothingHeld(tx, projectId, participantId);
    await endParticipation(tx, actor, participant);
  });
}

/** Who asked closes a blocking request, or who masters after them: the last of those does not go while one holds a song. */
async function requireNothingHeld(tx: Tx, projectId: string, participantId: string) {
  // Decisions about a song take turns on its row; always in one order, so that two of these never wait for each other.
  await tx.$queryRaw`select 1 from "Song" where "projectId" = ${projectId}::uuid order by "id" for update`;
  const others = await tx.participant.findMany({ where: { projectId, id: { not: participantId } } });
  if (others.some(({ part, powers }) => grantsOf([part], powers).has("request.send"))) return;
  const held = await tx.song.findMany({
    where: {
      projectId,
      revisions: { some: { notes: { some: { ...isOpen, request: { blocking: true } } } } },
    },
    select: { title: true },
    orderBy: { position: "asc" },
  });
  if (held.length === 0) return;
  const titles = held.map(({ title }) => `“${title}”`).join(", ");
  throw new Refused(
    "CONFLICT",
    `A blocking request is open on ${titles}, and nobody else masters here who could close it. Nothing was changed; ask them to close it first, or add who masters next.`,
  );
}
