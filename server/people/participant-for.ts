import { finder } from "../access/finding.ts";
import { Prisma } from "../generated/prisma/client.ts";

export const participantFor = finder(
  (id) => Prisma.sql`select "studioId", "projectId" from "Participant" where "id" = ${id}::uuid`,
  async (tx, id) => {
    const participant = await tx.participant.findUnique({ where: { id } });
    return participant && { participant };
  },
);
