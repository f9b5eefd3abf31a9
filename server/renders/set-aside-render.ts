import type { Tx } from "../db.ts";
import { renderKinds } from "./render-kinds.ts";

/** A render whose making ended its worker twice is not begun again by itself; "Try again" does. */
export async function setAsideRender(tx: Tx, { renderId }: { renderId: string }) {
  const { count } = await tx.render.updateMany({
    where: { id: renderId, state: { in: ["queued", "running"] } },
    data: { state: "failed", reason: whySetAside },
  });
  if (count === 0) return;
  const render = await tx.render.findUniqueOrThrow({
    where: { id: renderId },
    include: { inputs: { orderBy: { position: "asc" } } },
  });
  if (render.kind !== "peaks") await renderKinds[render.kind].tell(tx, render, "failed");
}

const whySetAside =
  "Twice the program that makes this ended over it, so it was set aside. The originals are safe and can be downloaded. Try again, or tell the studio.";
