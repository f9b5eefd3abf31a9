import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { notFound } from "../errors.ts";
import { fileFor } from "../files/queries.ts";
import { outgoingName } from "../review/outgoing-name.ts";

/** A sent revision as it leaves the house: the very file, under the name that the project gives it. */
export async function outgoingFile(actor: Person, fileId: string) {
  const file = await fileFor(actor, fileId, "take");
  const { studioId, songId } = file;
  if (songId === null) throw notFound();
  const revision = await db.revision.findUnique({ where: { studioId_fileId: { studioId, fileId } } });
  if (!revision) throw notFound();
  const song = await db.song.findUniqueOrThrow({
    where: { id: songId },
    select: {
      title: true,
      project: { select: { fileNamePattern: true, artistName: true, title: true } },
    },
  });
  const report = file.object.reports[0] ?? null;
  return { ...file, name: outgoingName({ project: song.project, song, revision, report, file }) };
}
