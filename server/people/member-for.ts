import { finder, type InStudio } from "../access/finding.ts";
import { type Member, Prisma } from "../generated/prisma/client.ts";

export const memberFor = finder<{ member: Member }, InStudio>(
  (id) => Prisma.sql`select "studioId", null::uuid as "projectId" from "Member" where "id" = ${id}::uuid`,
  async (tx, id) => {
    const member = await tx.member.findUnique({ where: { id } });
    return member && { member };
  },
);
