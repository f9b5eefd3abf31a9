import { finder, type InSong } from "../access/finding.ts";
import { type Note, Prisma } from "../generated/prisma/client.ts";

export const noteFor = finder<{ note: Note }, InSong>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", s."id" as "songId"
    from "Note" n join "Revision" r on r."id" = n."revisionId" join "Song" s on s."id" = r."songId"
    where n."id" = ${id}::uuid`,
  async (tx, id) => {
    const note = await tx.note.findUnique({ where: { id } });
    return note && { note };
  },
);
