import { type Actor, projectFor } from "../access.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { demandSame } from "./demand-same.ts";
import { AddSong } from "./schema.ts";

export async function addSong(actor: Actor, input: AddSong) {
  const { projectId, songId = newId(), title } = AddSong.parse(input);
  const { studioId } = await projectFor(actor, projectId, "project.change");
  await transact(async (tx) => {
    // Two songs added at once take turns on the project's row, so that each gets its own place.
    await tx.$queryRaw`select 1 from "Project" where "id" = ${projectId}::uuid for update`;
    const { stages } = await tx.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { stages: true },
    });
    const last = await tx.song.aggregate({ where: { projectId }, _max: { position: true } });
    const made = await tx.song.createMany({
      data: [{ id: songId, studioId, projectId, title, position: (last._max.position ?? 0) + 1 }],
      skipDuplicates: true,
    });
    if (made.count === 0)
      return demandSame(await tx.song.findFirst({ where: { id: songId, projectId } }), { title });
    await tx.workItem.createMany({
      data: stages.map((stage) => ({ id: newId(), studioId, songId, stage, changedAt: now() })),
    });
    await record(tx, actor, { kind: "song.added", studioId, streamId: projectId, subject: { songId } });
  });
  return { songId };
}
