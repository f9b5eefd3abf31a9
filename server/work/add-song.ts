import type { Actor } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { newId } from "../ids.ts";
import { putSong } from "../projects/put-song.ts";
import { AddSong } from "../projects/schema.ts";
import { putWorkItems } from "./put-work-items.ts";

export async function addSong(actor: Actor, input: AddSong) {
  const { projectId, songId = newId(), title } = AddSong.parse(input);
  const { studioId } = await projectFor(actor, projectId, "project.change");
  await transact(async (tx) => {
    if (!(await putSong(tx, actor, { id: songId, studioId, projectId, title }))) return;
    const { stages } = await tx.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { stages: true },
    });
    await putWorkItems(tx, { studioId, songIds: [songId], stages });
  });
  return { songId };
}
