import { finder } from "../access/finding.ts";
import { Prisma } from "../generated/prisma/client.ts";

export const signOffFor = finder(
  (id) => Prisma.sql`
    select s."studioId", s."projectId"
    from "SignOff" g join "Revision" r on r."id" = g."revisionId" join "Song" s on s."id" = r."songId"
    where g."id" = ${id}::uuid`,
  async (tx, id) => {
    const found = await tx.signOff.findUnique({
      where: { id },
      include: { revision: { select: { songId: true } } },
    });
    if (!found) return null;
    const { revision, ...signOff } = found;
    return { signOff, songId: revision.songId };
  },
);
