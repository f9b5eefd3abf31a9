import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { settleHandOff } from "./settle-hand-off.ts";

type Of = { studioId: string; projectId: string; songId: string };

/** An offered premaster whose mix is open again goes back to who offered it. Under the song's lock. */
export async function returnPremaster(tx: Tx, actor: Person, { songId, ...of }: Of, reasons: string) {
  const offered = await tx.handOff.findFirst({
    where: { songId, fromStage: "mixing", settlement: null },
    select: { id: true },
  });
  if (!offered) return;
  await settleHandOff(tx, actor, { ...of, songId, handOffId: offered.id, outcome: "returned", reasons });
}
