import { finder, type InSong } from "../access/finding.ts";
import { Prisma, type SignOff } from "../generated/prisma/client.ts";

export const signOffFor = finder<{ signOff: SignOff }, InSong>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", s."id" as "songId"
    from "SignOff" g join "Revision" r on r."id" = g."revisionId" join "Song" s on s."id" = r."songId"
    where g."id" = ${id}::uuid`,
  async (tx, id) => {
    const signOff = await tx.signOff.findUnique({ where: { id } });
    return signOff && { signOff };
  },
);
