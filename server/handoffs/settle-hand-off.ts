import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { takeSendingBack } from "../files/take-sending-back.ts";
import { now } from "../time.ts";

type Settling = { studioId: string; projectId: string; songId: string; handOffId: string } & (
  | { outcome: "accepted" }
  | { outcome: "returned"; reasons: string }
);

/** What became of an offered hand-off, once. Under the song's lock. */
export async function settleHandOff(tx: Tx, actor: Person, settling: Settling) {
  const { studioId, projectId, songId, handOffId, ...answer } = settling;
  const [settlement] = await tx.handOffSettlement.createManyAndReturn({
    data: [{ ...answer, studioId, handOffId, byId: actor.userId, at: now() }],
    skipDuplicates: true,
  });
  if (!settlement)
    throw new Refused(
      "CONFLICT",
      "This hand-off was accepted, returned or taken back already. Nothing was changed; look at it again.",
    );
  if (answer.outcome === "returned") await takeSendingBack(tx, handOffId);
  await record(
    tx,
    actor,
    {
      kind: `handoff.${answer.outcome}`,
      studioId,
      streamId: projectId,
      subject: { handOffId, songId },
    },
    [decided("HandOffSettlement", settlement)],
  );
}
