import type { Tx } from "../db.ts";
import { enqueue } from "../queue.ts";
import { putRender } from "./put-render.ts";
import { recipesOf } from "./queries.ts";
import type { Ingredients } from "./rules.ts";

/** Has something made that the studio does not have. What an older engine made is here, and is not made again by itself. */
export async function queueRender(tx: Tx, studioId: string, ingredients: Ingredients) {
  // Locked, because one that nobody asked for any more may be on its way out; see make-render.ts.
  const known = await tx.$queryRaw<unknown[]>`
    select 1 from "Render" where "studioId" = ${studioId}::uuid and "recipeSha256" = any(${recipesOf(ingredients)}) for update`;
  if (known.length > 0) return;
  const renderId = await putRender(tx, studioId, ingredients);
  if (renderId) await enqueue(tx, "renders.make", { renderId }, `render:${renderId}`);
}
