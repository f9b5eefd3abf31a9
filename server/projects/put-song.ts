import type { Actor } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { record } from "../events.ts";
import { demandSame } from "./demand-same.ts";

type Putting = { id: string; studioId: string; projectId: string; title: string };

/** The song at the end of its project, once; false where the same form had made it already. */
export async function putSong(tx: Tx, actor: Actor, { id, studioId, projectId, title }: Putting) {
  // Two songs added at once take turns on the project's row, so that each gets its own place.
  await tx.$queryRaw`select 1 from "Project" where "id" = ${projectId}::uuid for update`;
  const last = await tx.song.aggregate({ where: { projectId }, _max: { position: true } });
  const made = await tx.song.createMany({
    data: [{ id, studioId, projectId, title, position: (last._max.position ?? 0) + 1 }],
    skipDuplicates: true,
  });
  if (made.count === 0) {
    demandSame(await tx.song.findFirst({ where: { id, projectId } }), { title });
    return false;
  }
  await record(tx, actor, { kind: "song.added", studioId, streamId: projectId, subject: { songId: id } });
  return true;
}
