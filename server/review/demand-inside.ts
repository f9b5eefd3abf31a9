import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { newestReport } from "../files/newest-report.ts";
import { liesInside } from "./rules.ts";

type Place = { startSample: number | null; endSample: number | null };

/** Refuses a place that the revision does not have. */
export async function demandInside(tx: Pick<Tx, "file">, revision: { fileId: string }, place: Place) {
  const file = await tx.file.findUniqueOrThrow({
    where: { id: revision.fileId },
    select: { object: { select: { reports: { ...newestReport, select: { frames: true } } } } },
  });
  const frames = file.object.reports[0]?.frames;
  if (frames !== undefined && !liesInside(frames, place))
    throw new Refused(
      "INVALID",
      "That place is past the end of this revision. Your words are kept here; move the note and send it again.",
    );
}
