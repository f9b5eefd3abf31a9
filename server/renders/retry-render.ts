import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { announce } from "../events.ts";
import { fileToChange } from "../files/queries.ts";
import { standingOf, streamOf } from "../files/rules.ts";
import { enqueue } from "../queue.ts";
import { RetryRender } from "./schema.ts";

/** Has a listening copy that failed made again. */
export async function retryRender(actor: Person, input: RetryRender) {
  const { fileId } = RetryRender.parse(input);
  const file = await fileToChange(actor, fileId);
  const { studioId, sha256 } = file;
  const { home, kind: fileKind, sent } = standingOf(file);
  await transact(async (tx) => {
    const { count } = await tx.render.updateMany({
      where: { studioId, sourceSha256: sha256, kind: "listening_copy", state: "failed" },
      data: { state: "queued", progress: 0, reason: null },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        "There is nothing to try again: the listening copy is being made, or is ready. Nothing was changed; reload the page to see it.",
      );
    await enqueue(tx, "renders.listeningCopy", { studioId, sha256 }, `listening:${studioId}:${sha256}`);
    await announce(tx, streamOf(file.home), "render.queued", { files: [{ home, fileKind, sent }] });
  });
}
