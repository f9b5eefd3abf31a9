import { finder } from "../access/finding.ts";
import { Prisma } from "../generated/prisma/client.ts";

export const noteFor = finder(
  (id) => Prisma.sql`
    select s."studioId", s."projectId"
    from "Note" n join "Revision" r on r."id" = n."revisionId" join "Song" s on s."id" = r."songId"
    where n."id" = ${id}::uuid`,
  async (tx, id) => {
    const found = await tx.note.findUnique({
      where: { id },
      include: { revision: { include: { song: true } } },
    });
    if (!found) return null;
    const {
      revision: { song, ...revision },
      ...note
    } = found;
    return { song, revision, note };
  },
);
