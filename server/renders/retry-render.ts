import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { announce } from "../events.ts";
import { fileToChange } from "../files/queries.ts";
import { standingOf, streamOf } from "../files/rules.ts";
import { renderOf } from "./queries.ts";
import { requeueRender } from "./requeue-render.ts";
import { RetryRender } from "./schema.ts";

/** Has a listening copy that failed made again. */
export async function retryRender(actor: Person, input: RetryRender) {
  const { fileId } = RetryRender.parse(input);
  const file = await fileToChange(actor, fileId);
  const { studioId, sha256 } = file;
  const { home, kind: fileKind, sent } = standingOf(file);
  await transact(async (tx) => {
    const copy = await renderOf("listening_copy", { studioId, sha256 }, tx);
    if (!copy || !(await requeueRender(tx, copy.id)))
      throw new Refused(
        "CONFLICT",
        "There is nothing to try again: the listening copy is being made, or is ready. Nothing was changed; reload the page to see it.",
      );
    await announce(tx, streamOf(file.home), "render.queued", { files: [{ home, fileKind, sent }] });
  });
}
