import { type Actor, projectFor } from "../access.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { AddSong } from "./schema.ts";

export async function addSong(actor: Actor, input: AddSong) {
  const { projectId, title } = AddSong.parse(input);
  const { studioId } = await projectFor(actor, projectId, "project.change");
  const songId = newId();
  await transact(async (tx) => {
    // Two songs added at once take turns on the project's row, so that each gets its own place.
    await tx.$queryRaw`select 1 from "Project" where "id" = ${projectId}::uuid for update`;
    const { stages } = await tx.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { stages: true },
    });
    const last = await tx.song.aggregate({ where: { projectId }, _max: { position: true } });
    await tx.song.create({
      data: { id: songId, studioId, projectId, title, position: (last._max.position ?? 0) + 1 },
    });
    await tx.workItem.createMany({ data: stages.map((stage) => ({ id: newId(), studioId, songId, stage })) });
    await record(tx, actor, { kind: "song.added", studioId, streamId: projectId, subject: { songId } });
  });
  return { songId };
}
