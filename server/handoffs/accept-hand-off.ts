import type { Person } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import type { HandOff } from "../generated/prisma/client.ts";
import { lockSong } from "../projects/lock-song.ts";
import { openBlocking } from "../review/open-blocking.ts";
import { followWork } from "../work/follow-work.ts";
import { moveWork } from "../work/move-work.ts";
import { standsAt } from "../work/rules.ts";
import { handOffFor } from "./queries.ts";
import { receivePermission } from "./rules.ts";
import { AcceptHandOff } from "./schema.ts";
import { settleHandOff } from "./settle-hand-off.ts";

/** The receiver has what the stage needs: the one before is done, the next begins. */
export async function acceptHandOff(actor: Person, input: AcceptHandOff) {
  const { handOffId } = AcceptHandOff.parse(input);
  const { studioId, projectId, handOff } = await handOffFor(
    actor,
    handOffId,
    ({ kind }) => receivePermission[kind],
  );
  await transact(async (tx) => {
    await lockSong(tx, handOff.songId);
    await settleHandOff(tx, actor, {
      ...{ studioId, projectId, handOffId },
      songId: handOff.songId,
      outcome: "accepted",
    });
    await demandStillApproved(tx, handOff);
    const items = await tx.workItem.findMany({ where: { songId: handOff.songId } });
    const why = `hand-off ${handOffId}`;
    const giver = items.find((i) => i.stage === handOff.fromStage);
    const taker = items.find((i) => i.stage === handOff.toStage);
    if (giver && handOff.fromStage === "recording")
      await moveWork(tx, actor, { projectId, workItem: giver, from: "in_review", to: "approved", why });
    // A set that comes again while mixing goes on (an overdub) starts nothing a second time.
    if (taker && (standsAt(taker) === "waiting" || handOff.toStage === "mastering"))
      await followWork(tx, actor, { projectId, workItem: taker, to: "in_progress", why });
  });
}

async function demandStillApproved(tx: Tx, handOff: HandOff) {
  if (!handOff.revisionId) return;
  const signedOff = await tx.signOff.count({ where: { revisionId: handOff.revisionId, ending: null } });
  if (signedOff === 0)
    throw new Refused(
      "CONFLICT",
      "The sign-off of this mix no longer stands. Nothing was accepted; the next signed-off mix is offered again.",
    );
  if ((await openBlocking(tx, handOff.songId)).length > 0) {
    throw new Refused(
      "CONFLICT",
      "A blocking mix-revision request is still open. Nothing was accepted; who asked closes it, then accept the premaster.",
    );
  }
}
