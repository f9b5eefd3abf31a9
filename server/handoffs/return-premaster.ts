import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { record } from "../events.ts";
import { takeSendingBack } from "../files/take-sending-back.ts";
import { now } from "../time.ts";

type Of = { studioId: string; projectId: string; songId: string };

/**
 * An offered premaster whose mix is open again goes back to who offered it. It writes rows of handoffs, which stand above
 * review, because a recall of the mix, which begins here, takes the offer back.
 */
export async function returnPremaster(
  tx: Tx,
  actor: Person,
  { studioId, projectId, songId }: Of,
  reasons: string,
) {
  const offered = await tx.handOff.findFirst({
    where: { songId, fromStage: "mixing", state: "offered" },
    select: { id: true },
  });
  if (!offered) return;
  await tx.handOff.update({
    where: { id: offered.id },
    data: { state: "returned", settledAt: now(), settledById: actor.userId, reasons },
  });
  await takeSendingBack(tx, offered.id);
  await record(tx, actor, {
    kind: "handoff.returned",
    studioId,
    streamId: projectId,
    subject: { handOffId: offered.id, songId },
  });
}
