import type { Actor } from "../access/actor.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { revisionFor } from "./revision-for.ts";
import { toSend } from "./rules.ts";
import { SetOffset } from "./schema.ts";

export async function setOffset(actor: Actor, input: SetOffset) {
  const { revisionId, offsetSamples } = SetOffset.parse(input);
  const { studioId, projectId } = await revisionFor(actor, revisionId, toSend);
  await transact(async (tx) => {
    await tx.revision.update({ where: { id: revisionId }, data: { offsetSamples } });
    await record(tx, actor, {
      kind: "offset.changed",
      studioId,
      streamId: projectId,
      subject: { revisionId, offsetSamples },
    });
  });
}
