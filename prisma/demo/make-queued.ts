import { db } from "../../server/db.ts";
import { makeRender } from "../../server/renders/make-render.ts";
import { attempt } from "./attempt.ts";

/** The renders that wait are made at once, as the worker would make them. */
export async function makeQueued() {
  const queued = await db.render.findMany({ where: { state: "queued" }, select: { id: true } });
  for (const { id: renderId } of queued) await makeRender({ renderId }, attempt());
}
