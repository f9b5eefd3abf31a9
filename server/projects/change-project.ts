import type { Actor } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { record } from "../events.ts";
import { ChangeProject } from "./schema.ts";

/** Of two at once the later one stays, as with any text that a few people edit in turn; the history names both. */
export async function changeProject(actor: Actor, input: ChangeProject) {
  const { projectId, dueOn, ...rest } = ChangeProject.parse(input);
  const { studioId } = await projectFor(actor, projectId, "project.change");
  const given = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined));
  const data = {
    ...given,
    ...(dueOn === undefined ? {} : { dueOn: dueOn === null ? null : new Date(dueOn) }),
  };
  await transact(async (tx) => {
    await tx.project.update({ where: { id: projectId }, data });
    await record(tx, actor, {
      kind: "project.changed",
      studioId,
      streamId: projectId,
      subject: { projectId, fields: Object.keys(data) },
    });
  });
}
