import { finder, type InSong } from "../access/finding.ts";
import { Prisma, type Stage, type WorkItem } from "../generated/prisma/client.ts";

export const workItemFor = finder<{ workItem: WorkItem }, InSong & { stage: Stage }>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", s."id" as "songId", w."stage"::text
    from "WorkItem" w join "Song" s on s."id" = w."songId" where w."id" = ${id}::uuid`,
  async (tx, id) => {
    const workItem = await tx.workItem.findUnique({ where: { id } });
    return workItem && { workItem };
  },
);
