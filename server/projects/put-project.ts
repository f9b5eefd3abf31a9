import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { record } from "../events.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { demandSame } from "./demand-same.ts";

type Putting = { id: string; studioId: string; songs: readonly string[] } & Pick<
  Prisma.ProjectUncheckedCreateInput,
  "title" | "artistName" | "kind" | "brief" | "sampleRateHz" | "bitDepth" | "fileNamePattern"
> & { stages: Prisma.ProjectGetPayload<object>["stages"]; dueOn: Date | null };

/** The project and its songs, once; returns the songs' ids, none where the same form had made it already. */
export async function putProject(tx: Tx, actor: Person, putting: Putting): Promise<string[]> {
  const { id: projectId, studioId, songs, ...project } = putting;
  const own = { id: projectId, studioId, createdById: actor.userId };
  const made = await tx.project.createMany({
    data: [{ ...project, ...own, createdAt: now() }],
    skipDuplicates: true,
  });
  if (made.count === 0) {
    const theirs = await tx.project.findFirst({
      where: own,
      include: { songs: { select: { title: true }, orderBy: { position: "asc" } } },
    });
    demandSame(theirs, { ...project, songs: songs.map((title) => ({ title })) });
    return [];
  }
  const rows = songs.map((title, i) => ({ id: newId(), studioId, projectId, title, position: i + 1 }));
  await tx.song.createMany({ data: rows });
  await record(tx, actor, { kind: "project.created", studioId, streamId: projectId, subject: { projectId } });
  return rows.map(({ id }) => id);
}
