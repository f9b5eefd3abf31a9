import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { lockSong } from "../projects/lock-song.ts";
import { moveWork } from "../work/move-work.ts";
import { handOffFor } from "./queries.ts";
import { receivePermission } from "./rules.ts";
import { ReturnHandOff } from "./schema.ts";
import { settleHandOff } from "./settle-hand-off.ts";

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
    await settleHandOff(tx, actor, {
      ...{ studioId, projectId, handOffId },
      songId: handOff.songId,
      ...{ outcome: "returned", reasons },
    });
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
  });
}
