import type { Tx } from "../db.ts";
import type { Address } from "../storage/store.ts";
import { recordRender } from "./record-render.ts";

/** A copy whose making ended its worker twice is not begun again by itself; "Try again" does. */
export async function setAsideCopy(tx: Tx, source: Address) {
  const { count } = await tx.render.updateMany({
    where: {
      studioId: source.studioId,
      sourceSha256: source.sha256,
      kind: "listening_copy",
      state: { in: ["queued", "running"] },
    },
    data: { state: "failed", reason: whySetAside },
  });
  if (count > 0) await recordRender(tx, source, "render.failed");
}

const whySetAside =
  "Twice the program that makes listening copies ended over this one, so it was set aside. The original is safe and can be downloaded. Try again, or tell the studio.";
