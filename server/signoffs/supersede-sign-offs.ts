import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { endSignOff } from "./end-sign-off.ts";

type Of = { studioId: string; projectId: string; workItemId: string };

/** What was signed off of work that is open again no longer stands, and stays on record. `why` is a code or an id. */
export async function supersedeSignOffs(
  tx: Tx,
  actor: Person,
  { workItemId, ...of }: Of,
  { reason, why }: { reason: string; why: string },
) {
  const standing = await tx.signOff.findMany({ where: { workItemId, ending: null }, select: { id: true } });
  for (const { id: signOffId } of standing)
    await endSignOff(tx, actor, { ...of, signOffId, reason, ending: "superseded", why });
}
