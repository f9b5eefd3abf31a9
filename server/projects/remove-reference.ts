import type { Person } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { notFound, Refused } from "../errors.ts";
import { record } from "../events.ts";
import { RemoveReference } from "./schema.ts";

export async function removeReference(actor: Person, input: RemoveReference) {
  const { projectId, referenceId } = RemoveReference.parse(input);
  const { studioId, grants } = await projectFor(actor, projectId, "note.add");
  await transact(async (tx) => {
    const reference = await tx.reference.findFirst({ where: { id: referenceId, projectId } });
    if (!reference) throw notFound();
    const own = reference.addedById === actor.userId;
    if (!own && !grants.has("project.change"))
      throw new Refused(
        "NOT_ALLOWED",
        "Only who added a reference, or the studio, can take it away. It is still there; ask one of them.",
      );
    await tx.reference.delete({ where: { id: referenceId } });
    await record(tx, actor, {
      kind: "reference.removed",
      studioId,
      streamId: projectId,
      subject: { referenceId },
    });
  });
}
