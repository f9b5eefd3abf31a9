import { inChild, type JobOptions } from "../audio/pool.ts";
import type { MediaRefusal } from "../audio/types.ts";
import type { Tx } from "../db.ts";
import { announce, record } from "../events.ts";
import { filesWith } from "../files/queries.ts";
import type { Prisma, RenderKind } from "../generated/prisma/client.ts";
import { recipeOf } from "./recipe-of.ts";
import { ingredientsOf } from "./rules.ts";
import { setToCompare } from "./set-to-compare.ts";

type Render = Prisma.RenderGetPayload<{ include: { inputs: true } }>;
type Made = { ok: true; result?: Record<string, number> };

type Kind = {
  /** Makes it of the inputs, in the order of its recipe: a file at `out`, or a result in figures. */
  make(paths: readonly string[], out: string, options: JobOptions): Promise<Made | MediaRefusal>;
  /** Whether it is still asked for when its turn comes. */
  isWanted(tx: Tx, render: Render): Promise<boolean>;
  /** Tells the pages that show it, and the history where it belongs there. */
  tell(tx: Tx, render: Render, what: "progress" | "ready" | "failed"): Promise<void>;
  /** What people are told when it could not be made. */
  lost: string;
};

const job = { kind: "job", name: "renders.make" } as const;

/** What is made in a job of its own. Waveforms are not: they come with the report, see admit-upload.ts. */
export const renderKinds: Record<Exclude<RenderKind, "peaks">, Kind> = {
  /** What browsers play. */
  listening_copy: {
    make: async ([path = ""], out, options) => {
      const copy = await inChild("listen", { path, out }, options);
      return copy.ok ? { ok: true } : copy;
    },
    isWanted: async () => true,
    tell: tellOfCopy,
    lost: "The listening copy could not be made, after several tries. The original is safe and can be downloaded. Try again, or tell the studio.",
  },
  /** How far the sum of the stems at unity lies from the reference print. */
  reconciliation: {
    make: async (paths, _, options) => {
      const [stems, reference = ""] = [paths.slice(0, -1), paths.at(-1)];
      const sum = await inChild("sum", { stems, reference }, options);
      return sum.ok ? { ok: true, result: { residualDb: sum.residualDb } } : sum;
    },
    isWanted: isSetOfASong,
    tell: tellOfSum,
    lost: "The stems could not be compared with the rough mix, after several tries. The files are safe. Set one aside and bring it back to have them compared once more.",
  },
};

async function tellOfCopy(tx: Tx, { studioId, kind, inputs }: Render, what: "progress" | "ready" | "failed") {
  const sha256 = inputs[0]?.sha256 ?? "";
  // In one order, because each project's chain has a lock.
  for (const { files, ...where } of await filesWith(tx, { studioId, sha256 })) {
    if (what === "progress") await announce(tx, where, "render.progress", { files });
    else
      await record(tx, job, {
        kind: `render.${what}`,
        ...where,
        subject: { sourceSha256: sha256, render: kind, files },
      });
  }
}

async function tellOfSum(tx: Tx, render: Render, what: "progress" | "ready" | "failed") {
  if (what === "progress") return;
  for (const { id: songId, projectId, studioId } of await songsWithReference(tx, render))
    await announce(tx, { studioId, streamId: projectId }, "sum.compared", { songId });
}

/** While a set is being brought it changes with every file: only what lies there when it is compared counts. */
async function isSetOfASong(tx: Tx, render: Render) {
  for (const { id } of await songsWithReference(tx, render)) {
    const set = await setToCompare(tx, id);
    if (set && recipeOf(set.ingredients, render.engineVersion).recipeSha256 === render.recipeSha256)
      return true;
  }
  return false;
}

async function songsWithReference(tx: Tx, { studioId, kind, inputs }: Render) {
  const ingredients = ingredientsOf(kind, inputs);
  if (ingredients.kind !== "reconciliation") return [];
  const { reference: sha256 } = ingredients;
  return tx.song.findMany({
    where: { studioId, files: { some: { sha256, kind: "rough_mix", setAsideAt: null } } },
    select: { id: true, projectId: true, studioId: true },
  });
}
