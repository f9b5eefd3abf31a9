import type { Actor } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { engine } from "../audio/engine-version.ts";
import { db, type Tx } from "../db.ts";
import type { RenderKind } from "../generated/prisma/client.ts";
import { pendingAmong } from "../queue.ts";
import type { Address } from "../storage/store.ts";
import { recipeOf } from "./recipe-of.ts";
import { type Ingredients, worstFirst } from "./rules.ts";

/** The names of a render by this engine and by every one before it. */
export const recipesOf = (ingredients: Ingredients): string[] =>
  Array.from({ length: engine.version }, (_, i) => recipeOf(ingredients, i + 1).recipeSha256);

const shown = {
  id: true,
  state: true,
  progress: true,
  reason: true,
  sha256: true,
  engineVersion: true,
} as const;

/** What was made of each of these contents, by content: the render that serves, where there is one. */
export async function rendersOf(
  tx: Tx,
  kind: Exclude<RenderKind, "reconciliation">,
  contents: readonly Address[],
) {
  const [first] = contents;
  if (!first) return new Map<string, never>();
  const rows = await tx.renderInput.findMany({
    where: {
      studioId: first.studioId,
      role: "source",
      sha256: { in: contents.map(({ sha256 }) => sha256) },
      render: { kind },
    },
    select: { sha256: true, render: { select: shown } },
  });
  return new Map(
    rows.toSorted((a, b) => worstFirst(a.render, b.render)).map(({ sha256, render }) => [sha256, render]),
  );
}

export const renderOf = async (
  kind: Exclude<RenderKind, "reconciliation">,
  { studioId, sha256 }: Address,
  tx: Tx = db,
) => (await rendersOf(tx, kind, [{ studioId, sha256 }])).get(sha256) ?? null;

/** The render of these ingredients that serves, by whichever engine. */
async function renderBy(tx: Tx, studioId: string, ingredients: Ingredients) {
  const renders = await tx.render.findMany({
    where: { studioId, recipeSha256: { in: recipesOf(ingredients) } },
    select: { ...shown, result: true },
  });
  return renders.toSorted(worstFirst).at(-1);
}

/** How far the stems of a song lie from its reference print; null while that is still to come. */
export async function reconciliationOf(
  tx: Tx,
  songId: string,
  { studioId, stems, reference }: { studioId: string; stems: readonly string[]; reference: string },
): Promise<{ residualDb: number } | "failed" | null> {
  const render = await renderBy(tx, studioId, { kind: "reconciliation", stems, reference });
  if (render?.state === "ready") return render.result as { residualDb: number };
  if (render?.state === "failed") return "failed";
  // One whose workers kept dying is out of tries, and must not hold the set for ever.
  const keys = render ? [`render:${render.id}`] : [`follow:${songId}`];
  return (await pendingAmong(tx, keys)).size > 0 ? null : "failed";
}

/** The files of a song's set whose waveform is ready, and where its peaks lie. */
export async function overviewsOf(
  actor: Actor,
  songId: string,
): Promise<{ fileId: string; peaks: Address }[]> {
  const { studioId } = await songFor(actor, songId, "set.see");
  const files = await db.file.findMany({
    where: { songId, kind: { in: ["multitrack", "stem", "rough_mix"] } },
    orderBy: { id: "asc" },
    select: { id: true, studioId: true, sha256: true },
  });
  const peaks = await rendersOf(db, "peaks", files);
  return files.flatMap((file) => {
    const sha256 = peaks.get(file.sha256)?.sha256;
    return sha256 ? [{ fileId: file.id, peaks: { studioId, sha256 } }] : [];
  });
}
