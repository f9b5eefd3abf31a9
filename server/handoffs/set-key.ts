import { createHash } from "node:crypto";

type Content = { sha256: string };

/** The same contents are the same comparison, whatever they are called. */
export function setKey(stems: readonly Content[], reference: Content): string {
  const contents = stems.map((stem) => stem.sha256).toSorted();
  return createHash("sha256")
    .update(JSON.stringify([contents, reference.sha256]))
    .digest("hex");
}
