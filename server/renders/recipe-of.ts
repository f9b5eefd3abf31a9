import { createHash } from "node:crypto";
import { engine } from "../audio/engine-version.ts";
import type { Ingredients } from "./rules.ts";

type Input = { role: string; sha256: string };

/** Everything that decides what comes out: the same recipe is the same render, whatever its files are called. */
export type Recipe = {
  kind: Ingredients["kind"];
  inputs: Input[];
  /** Defaults are written out; gains in milli-dB, times in samples. */
  params: Record<string, string | number>;
  engine: { name: string; version: number };
};

/** What is to be made of which contents, and the name that it has for ever. */
export function recipeOf(ingredients: Ingredients, version: number = engine.version) {
  const { kind } = ingredients;
  const recipe: Recipe = { kind, ...partsOf(ingredients), engine: { name: engine.name, version } };
  return { recipe, recipeSha256: createHash("sha256").update(canonical(recipe)).digest("hex") };
}

function partsOf(ingredients: Ingredients): Pick<Recipe, "inputs" | "params"> {
  switch (ingredients.kind) {
    case "listening_copy":
    case "peaks":
      return { inputs: [{ role: "source", sha256: ingredients.source }], params: {} };
    case "reconciliation":
      return {
        inputs: [
          ...ingredients.stems.toSorted().map((sha256) => ({ role: "stem", sha256 })),
          { role: "reference", sha256: ingredients.reference },
        ],
        params: { mode: "null" },
      };
  }
}

/** JSON with sorted keys and no spaces. Fractions are refused: not every language writes them alike. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`)
      .join()}}`;
  if (typeof value === "string" || Number.isSafeInteger(value)) return JSON.stringify(value);
  throw new Error(`A recipe holds integers and strings, and not ${value}.`);
}
