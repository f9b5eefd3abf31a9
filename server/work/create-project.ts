import type { Person } from "../access/actor.ts";
import { studioFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { newId } from "../ids.ts";
import { putProject } from "../projects/put-project.ts";
import { CreateProject } from "../projects/schema.ts";
import { putWorkItems } from "./put-work-items.ts";
import { inOrder } from "./rules.ts";

/** A project with its songs, and the work that each of them goes through. */
export async function createProject(actor: Person, input: CreateProject) {
  const { studioId, projectId = newId(), dueOn, ...rest } = CreateProject.parse(input);
  await studioFor(actor, studioId, "project.create");
  const stages = inOrder(rest.stages);
  const project = { ...rest, stages, dueOn: dueOn ? new Date(dueOn) : null };
  await transact(async (tx) => {
    const songIds = await putProject(tx, actor, { id: projectId, studioId, ...project });
    await putWorkItems(tx, { studioId, songIds, stages });
  });
  return { projectId };
}
