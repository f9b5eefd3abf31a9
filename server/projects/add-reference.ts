import { type Actor, personOf, projectFor } from "../access.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { AddReference } from "./schema.ts";

export async function addReference(actor: Actor, input: AddReference) {
  const { projectId, title, url, why } = AddReference.parse(input);
  const { studioId } = await projectFor(actor, projectId, "note.add");
  const referenceId = newId();
  await transact(async (tx) => {
    await tx.reference.create({
      data: {
        id: referenceId,
        studioId,
        projectId,
        title,
        url: url || null,
        why,
        addedById: personOf(actor).userId,
      },
    });
    await record(tx, actor, {
      kind: "reference.added",
      studioId,
      streamId: projectId,
      subject: { referenceId },
    });
  });
  return { referenceId };
}
