import type { Actor } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { RenameSong } from "./schema.ts";

/** Of two at once the later one stays, as with any text that a few people edit in turn; the history names both. */
export async function renameSong(actor: Actor, input: RenameSong) {
  const { songId, title } = RenameSong.parse(input);
  const { studioId, projectId } = await songFor(actor, songId, "project.change");
  await transact(async (tx) => {
    await tx.song.update({ where: { id: songId }, data: { title } });
    await record(tx, actor, { kind: "song.renamed", studioId, streamId: projectId, subject: { songId } });
  });
}
