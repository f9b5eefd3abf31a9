import type { Tx } from "../db.ts";
import { isHeardWhole } from "../files/rules.ts";
import { FileKind } from "../files/schema.ts";
import type { Attempt } from "../queue.ts";
import { renderBy } from "./queries.ts";
import { queueRender } from "./queue-render.ts";
import { requeueRender } from "./requeue-render.ts";
import { setToCompare } from "./set-to-compare.ts";

/** The files of a song have changed: what is missing beside them is made. Many changes in a row are one job. */
export async function followSong({ songId }: { songId: string }, attempt: Attempt) {
  await attempt.fenced(async (tx) => {
    await copyWhatIsHeard(tx, songId);
    await compareSet(tx, songId);
  });
}

async function copyWhatIsHeard(tx: Tx, songId: string) {
  const files = await tx.file.findMany({
    where: { songId, kind: { in: FileKind.options.filter(isHeardWhole) }, setAsideAt: null },
    distinct: ["sha256"],
    orderBy: { sha256: "asc" },
    select: { studioId: true, sha256: true },
  });
  for (const { studioId, sha256 } of files)
    await queueRender(tx, studioId, { kind: "listening_copy", source: sha256 });
}

async function compareSet(tx: Tx, songId: string) {
  const set = await setToCompare(tx, songId);
  if (!set) return;
  await queueRender(tx, set.studioId, set.ingredients);
  const { id, state } = (await renderBy(tx, set.studioId, set.ingredients)) ?? {};
  if (id && state === "failed") await requeueRender(tx, id);
}
