import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { takeSendingBack } from "../files/take-sending-back.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { moveWork } from "../work/move-work.ts";
import { handOffFor } from "./queries.ts";
import { receivePermission } from "./rules.ts";
import { ReturnHandOff } from "./schema.ts";

/** Back to who offered it, with the receiver's reasons; the files stay where they are. */
export async function returnHandOff(actor: Person, input: ReturnHandOff) {
  const { handOffId, reasons } = ReturnHandOff.parse(input);
  const { studioId, projectId, handOff } = await handOffFor(
    actor,
    handOffId,
    ({ kind }) => receivePermission[kind],
  );
  await transact(async (tx) => {
    await lockSong(tx, handOff.songId);
    const returned = await tx.handOff.updateMany({
      where: { id: handOffId, state: "offered" },
      data: { state: "returned", settledAt: now(), settledById: actor.userId, reasons },
    });
    if (returned.count === 0)
      throw new Refused(
        "CONFLICT",
        "This hand-off was accepted, returned or taken back already. Nothing was changed; look at it again.",
      );
    await takeSendingBack(tx, handOffId);
    if (handOff.fromStage === "recording") {
      const workItem = await tx.workItem.findFirstOrThrow({
        where: { songId: handOff.songId, stage: "recording" },
      });
      await moveWork(tx, actor, {
        projectId,
        workItem,
        from: "in_review",
        to: "in_progress",
        why: `returned ${handOffId}`,
      });
    }
    await record(tx, actor, {
      kind: "handoff.returned",
      studioId,
      streamId: projectId,
      subject: { handOffId, songId: handOff.songId },
    });
  });
}
