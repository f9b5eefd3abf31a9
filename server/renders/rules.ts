import type { FileKind } from "../files/schema.ts";

/** What a render is made of: contents, and never the files or revisions that have them. */
export type Ingredients =
  | { kind: "listening_copy" | "peaks"; source: string }
  | { kind: "reconciliation"; stems: readonly string[]; reference: string };

/** A render's ingredients, from the rows that name them. */
export function ingredientsOf(
  kind: Ingredients["kind"],
  inputs: readonly { role: string; sha256: string }[],
): Ingredients {
  const [first, ...more] = contentsOf(inputs, kind === "reconciliation" ? "reference" : "source");
  if (!first || more.length > 0) throw new Error(`A ${kind} is made of one content, and more beside it.`);
  return kind === "reconciliation"
    ? { kind, stems: contentsOf(inputs, "stem"), reference: first }
    : { kind, source: first };
}

const contentsOf = (inputs: readonly { role: string; sha256: string }[], role: string) =>
  inputs.filter((input) => input.role === role).map((input) => input.sha256);

/** The reference print: of several rough mixes the newest. */
export const referenceOf = <F extends { kind: FileKind; uploadedAt: Date }>(
  files: readonly F[],
): F | undefined =>
  files
    .filter((f) => f.kind === "rough_mix")
    .toSorted((a, b) => b.uploadedAt.getTime() - a.uploadedAt.getTime())[0];

/** Of several renders of one thing the last one serves: the newest of those that are ready, or else the newest. */
export const worstFirst = (a: Serving, b: Serving) =>
  Number(a.state === "ready") - Number(b.state === "ready") || a.engineVersion - b.engineVersion;
type Serving = { state: string; engineVersion: number };
