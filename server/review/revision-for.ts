import { finder, type InSong } from "../access/finding.ts";
import { Prisma, type Revision, type Song, type Stage } from "../generated/prisma/client.ts";

type OfRevision = InSong & { stage: Stage; supplied: boolean };

export const revisionFor = finder<{ song: Song; revision: Revision }, OfRevision>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", s."id" as "songId", r."stage"::text, r."workItemId" is null as "supplied"
    from "Revision" r join "Song" s on s."id" = r."songId" where r."id" = ${id}::uuid`,
  async (tx, id) => {
    const found = await tx.revision.findUnique({ where: { id }, include: { song: true } });
    if (!found) return null;
    const { song, ...revision } = found;
    return { song, revision };
  },
);
