import { finder, type InProject } from "../access/finding.ts";
import { Prisma, type Stage, type WorkItem } from "../generated/prisma/client.ts";

export const workItemFor = finder<{ workItem: WorkItem }, InProject & { stage: Stage }>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", w."stage"::text
    from "WorkItem" w join "Song" s on s."id" = w."songId" where w."id" = ${id}::uuid`,
  async (tx, id) => {
    const workItem = await tx.workItem.findUnique({ where: { id } });
    return workItem && { workItem };
  },
);
