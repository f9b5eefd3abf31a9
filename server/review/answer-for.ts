import { finder } from "../access/finding.ts";
import { Prisma } from "../generated/prisma/client.ts";

export const answerFor = finder(
  (id) => Prisma.sql`
    select s."studioId", s."projectId"
    from "NoteAnswer" a join "Note" n on n."id" = a."noteId" join "Revision" r on r."id" = n."revisionId"
      join "Song" s on s."id" = r."songId"
    where a."id" = ${id}::uuid`,
  async (tx, id) => {
    const answer = await tx.noteAnswer.findUnique({
      where: { id },
      select: { note: { include: { revision: { select: { songId: true } } } } },
    });
    return answer && { note: answer.note, songId: answer.note.revision.songId };
  },
);
