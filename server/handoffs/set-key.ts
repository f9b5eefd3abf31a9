import { createHash } from "node:crypto";

/** The same contents are the same comparison, whatever they are called. */
export function setKey(files: readonly { kind: string; sha256: string }[]): string {
  const of = (kind: string) =>
    files
      .filter((f) => f.kind === kind)
      .map((f) => f.sha256)
      .toSorted();
  return createHash("sha256")
    .update(JSON.stringify([of("stem"), of("rough_mix")]))
    .digest("hex");
}
