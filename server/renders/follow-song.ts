import type { Tx } from "../db.ts";
import { isHeardWhole } from "../files/rules.ts";
import { FileKind } from "../files/schema.ts";
import type { Attempt } from "../queue.ts";
import { recipesOf } from "./queries.ts";
import { queueRender } from "./queue-render.ts";
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

/** A comparison that failed stays so while its set lies there; a set that is changed and changed back is compared once more. */
async function compareSet(tx: Tx, songId: string) {
  const set = await setToCompare(tx, songId);
  await tx.render.deleteMany({
    where: {
      kind: "reconciliation",
      state: "failed",
      recipeSha256: { notIn: set ? recipesOf(set.ingredients) : [] },
      inputs: { some: { role: "reference", object: { files: { some: { songId } } } } },
    },
  });
  if (set) await queueRender(tx, set.studioId, set.ingredients);
}
