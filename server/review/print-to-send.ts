import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { newestReport } from "../files/newest-report.ts";

type Print = { fileId: string; songId: string; kind: "mix_print" | "master" | "premaster" };

/** The file that is to become a revision: here, measured, and none yet. Read it under the song's lock. */
export async function printToSend(tx: Tx, { fileId, songId, kind }: Print) {
  const file = await tx.file.findFirst({
    where: { id: fileId, songId, kind },
    select: {
      sha256: true,
      setAsideAt: true,
      revision: { select: { id: true } },
      object: { select: { reports: { ...newestReport, select: { sha256: true } } } },
    },
  });
  const print = kind === "premaster" ? "mix" : "print";
  if (!file) throw new Refused("INVALID", `That ${print} is not here. Upload it again; nothing was sent.`);
  if (file.revision)
    throw new Refused(
      "CONFLICT",
      `This ${print} was sent already. Nothing was sent twice; upload another one to send it as the next.`,
    );
  if (file.setAsideAt)
    throw new Refused(
      "CONFLICT",
      `This ${print} was set aside. It is safe and nothing was sent; bring it back, then send it.`,
    );
  if (file.object.reports.length === 0)
    throw new Refused(
      "CONFLICT",
      `This ${print} is still being measured. It is safe and nothing was sent yet; send it in a moment.`,
    );
  return { id: fileId, sha256: file.sha256 };
}
