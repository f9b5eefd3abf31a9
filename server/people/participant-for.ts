import { type Actor, projectFor } from "../access.ts";
import { db } from "../db.ts";
import { notFound } from "../errors.ts";

export async function participantFor(actor: Actor, participantId: string, permission: "people.invite") {
  const participant = await db.participant.findUnique({ where: { id: participantId } });
  if (!participant) throw notFound();
  await projectFor(actor, participant.projectId, permission);
  return participant;
}
