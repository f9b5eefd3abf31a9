import type { Person } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { demandSame } from "./demand-same.ts";
import { AddReference } from "./schema.ts";

export async function addReference(actor: Person, input: AddReference) {
  const { projectId, referenceId = newId(), title, url, why } = AddReference.parse(input);
  const { studioId } = await projectFor(actor, projectId, "note.add");
  const reference = { title, url: url || null, why };
  const own = { id: referenceId, studioId, projectId, addedById: actor.userId };
  await transact(async (tx) => {
    const made = await tx.reference.createMany({
      data: [{ ...reference, ...own }],
      skipDuplicates: true,
    });
    if (made.count === 0) return demandSame(await tx.reference.findFirst({ where: own }), reference);
    await record(tx, actor, {
      kind: "reference.added",
      studioId,
      streamId: projectId,
      subject: { referenceId },
    });
  });
  return { referenceId };
}
