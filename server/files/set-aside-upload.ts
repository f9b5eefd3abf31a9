import type { Tx } from "../db.ts";
import { announce } from "../events.ts";
import { homeColumns, homeOf, streamOf } from "./rules.ts";

/** A check that ended its worker twice is not begun again by itself: what arrived is kept, and who sent it decides. */
export async function setAsideUpload(tx: Tx, { uploadId }: { uploadId: string }) {
  const { count } = await tx.upload.updateMany({
    where: { id: uploadId, state: "checking" },
    data: { reason: whySetAside },
  });
  if (count === 0) return;
  const upload = await tx.upload.findUniqueOrThrow({
    where: { id: uploadId },
    select: { ...homeColumns, kind: true },
  });
  await announce(tx, streamOf(homeOf(upload)), "upload.set_aside", {
    songId: upload.songId,
    fileKind: upload.kind,
  });
}

const whySetAside =
  "Twice the program that looks into files ended over this one, so it was set aside. What arrived is kept. Drop the file again to have it looked into once more, which sends nothing anew; or export it again and drop that.";
