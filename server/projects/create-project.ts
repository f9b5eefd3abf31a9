import { type Actor, personOf, studioFor } from "../access.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { demandSame } from "./demand-same.ts";
import { inOrder } from "./rules.ts";
import { CreateProject } from "./schema.ts";

export async function createProject(actor: Actor, input: CreateProject) {
  const { studioId, projectId = newId(), songs, dueOn, ...rest } = CreateProject.parse(input);
  await studioFor(actor, studioId, "project.create");
  const stages = inOrder(rest.stages);
  const project = { ...rest, stages, dueOn: dueOn ? new Date(dueOn) : null };
  const own = { id: projectId, studioId, createdById: personOf(actor).userId };
  const songRows = songs.map((title, i) => ({ id: newId(), studioId, projectId, title, position: i + 1 }));
  await transact(async (tx) => {
    const made = await tx.project.createMany({
      data: [{ ...project, ...own, createdAt: now() }],
      skipDuplicates: true,
    });
    if (made.count === 0) {
      const theirs = await tx.project.findFirst({
        where: own,
        include: { songs: { select: { title: true }, orderBy: { position: "asc" } } },
      });
      return demandSame(theirs, { ...project, songs: songs.map((title) => ({ title })) });
    }
    await tx.song.createMany({ data: songRows });
    await tx.workItem.createMany({
      data: songRows.flatMap((song) =>
        stages.map((stage) => ({ id: newId(), studioId, songId: song.id, stage, changedAt: now() })),
      ),
    });
    await record(tx, actor, {
      kind: "project.created",
      studioId,
      streamId: projectId,
      subject: { projectId },
    });
  });
  return { projectId };
}
