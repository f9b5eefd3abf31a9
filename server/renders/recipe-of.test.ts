import { expect, test } from "vitest";
import { recipeOf } from "./recipe-of.ts";
import { ingredientsOf } from "./rules.ts";

const [a, b, c] = ["a", "b", "c"].map((letter) => letter.repeat(64)) as [string, string, string];
const hash = (...of: Parameters<typeof recipeOf>) => recipeOf(...of).recipeSha256;

// These names are in every studio's database: a change here makes everything again.
test("a recipe is named as it always was", () => {
  expect(hash({ kind: "listening_copy", source: a }, 1)).toBe(
    "16a9cdb212e01479bebc6b81ed021687b4b8b6188d56c20169b755de84cc1ad1",
  );
  expect(hash({ kind: "peaks", source: a }, 1)).toBe(
    "eb9206ceb8d3444ae69ffb6c37552becf061bcf1184c0457fb39a6cc09f24b4e",
  );
  expect(hash({ kind: "reconciliation", stems: [a, b], reference: c }, 1)).toBe(
    "37c115a01c9186f1d3ce9f4115a58c28ee48f6f4e8ea7c9d43ac9585f7eb7b21",
  );
});

test("the stems of a set are one recipe in whatever order they come, and twice the same stem is another one", () => {
  const set = { kind: "reconciliation", reference: c } as const;
  expect(hash({ ...set, stems: [b, a] })).toBe(hash({ ...set, stems: [a, b] }));
  expect(hash({ ...set, stems: [a, a, b] })).not.toBe(hash({ ...set, stems: [a, b] }));
});

test("another engine makes another render of the same contents", () => {
  const copy = { kind: "listening_copy", source: a } as const;
  expect(hash(copy, 2)).not.toBe(hash(copy, 1));
  expect(recipeOf(copy, 2).recipe.engine).toEqual({ name: "fresh-ears", version: 2 });
});

test.each([
  { kind: "peaks", source: a },
  { kind: "listening_copy", source: a },
  { kind: "reconciliation", stems: [a, b, b], reference: c },
] as const)("the ingredients of a render are found again in its inputs: $kind", (ingredients) => {
  const { kind, inputs } = recipeOf(ingredients).recipe;
  expect(ingredientsOf(kind, inputs)).toEqual(ingredients);
});
