import { finder, type InSong } from "../access/finding.ts";
import { type Note, Prisma } from "../generated/prisma/client.ts";

export const answerFor = finder<{ note: Note }, InSong>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", s."id" as "songId"
    from "NoteAnswer" a join "Note" n on n."id" = a."noteId" join "Revision" r on r."id" = n."revisionId"
      join "Song" s on s."id" = r."songId"
    where a."id" = ${id}::uuid`,
  (tx, id) => tx.noteAnswer.findUnique({ where: { id }, select: { note: true } }),
);
