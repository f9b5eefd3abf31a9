import type { Tx } from "../db.ts";
import { newestReport } from "../files/newest-report.ts";
import { type Ingredients, referenceOf } from "./rules.ts";

type SetToCompare = { studioId: string; ingredients: Extract<Ingredients, { kind: "reconciliation" }> };

/** The stems that lie in a song's set now and the print that they are compared with; null where there is nothing to compare. */
export async function setToCompare(tx: Tx, songId: string): Promise<SetToCompare | null> {
  const files = await tx.file.findMany({
    where: { songId, kind: { in: ["stem", "rough_mix"] }, setAsideAt: null },
    select: {
      studioId: true,
      sha256: true,
      kind: true,
      uploadedAt: true,
      object: { select: { reports: { ...newestReport, select: { sampleRateHz: true } } } },
    },
  });
  const stems = files.filter((f) => f.kind === "stem");
  const reference = referenceOf(files);
  if (!reference || stems.length === 0) return null;
  const rates = new Set([reference, ...stems].map((f) => f.object.reports[0]?.sampleRateHz));
  if (rates.size > 1) return null;
  return {
    studioId: reference.studioId,
    ingredients: {
      kind: "reconciliation",
      stems: stems.map((stem) => stem.sha256),
      reference: reference.sha256,
    },
  };
}
