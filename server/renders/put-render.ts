import type { Tx } from "../db.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { recipeOf } from "./recipe-of.ts";
import type { Ingredients } from "./rules.ts";

/** The row of a render, to be made or ready with its content. Null where the same recipe is here already. */
export async function putRender(
  tx: Tx,
  studioId: string,
  ingredients: Ingredients,
  made?: { sha256: string },
) {
  const { recipe, recipeSha256 } = recipeOf(ingredients);
  const { kind, inputs, engine } = recipe;
  const renderId = newId();
  const { count } = await tx.render.createMany({
    data: {
      id: renderId,
      studioId,
      recipeSha256,
      kind,
      recipe,
      engineName: engine.name,
      engineVersion: engine.version,
      ...(made && { state: "ready", progress: 1, sha256: made.sha256, madeAt: now() }),
    },
    skipDuplicates: true,
  });
  if (count === 0) return null;
  await tx.renderInput.createMany({
    data: inputs.map((input, position) => ({ studioId, renderId, position, ...input })),
  });
  return renderId;
}
