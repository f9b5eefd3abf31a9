import { type Actor, revisionFor } from "../access.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { SetOffset } from "./schema.ts";

export async function setOffset(actor: Actor, input: SetOffset) {
  const { revisionId, offsetSamples } = SetOffset.parse(input);
  const { revision } = await revisionFor(actor, revisionId, "revision.hear");
  const { studioId, projectId } = await revisionFor(
    actor,
    revisionId,
    revision.stage === "mastering" ? "master.send" : "mix.send",
  );
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
