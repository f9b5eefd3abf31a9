import { type Actor, personOf, studioFor } from "../access.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { inOrder } from "./rules.ts";
import { CreateProject } from "./schema.ts";

export async function createProject(actor: Actor, input: CreateProject) {
  const { studioId, songs, stages, dueOn, ...project } = CreateProject.parse(input);
  await studioFor(actor, studioId, "project.create");
  const projectId = newId();
  const songRows = songs.map((title, i) => ({ id: newId(), studioId, projectId, title, position: i + 1 }));
  await transact(async (tx) => {
    await tx.project.create({
      data: {
        ...project,
        id: projectId,
        studioId,
        stages: inOrder(stages),
        dueOn: dueOn ? new Date(dueOn) : null,
        createdById: personOf(actor).userId,
        createdAt: now(),
      },
    });
    await tx.song.createMany({ data: songRows });
    await tx.workItem.createMany({
      data: songRows.flatMap((song) =>
        inOrder(stages).map((stage) => ({ id: newId(), studioId, songId: song.id, stage, changedAt: now() })),
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
