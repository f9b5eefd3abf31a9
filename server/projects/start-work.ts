import { type Actor, engineerOf, workItemFor } from "../access.ts";
import { db, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { moveWork } from "./move-work.ts";
import { beginsByItself } from "./rules.ts";
import { OfWorkItem } from "./schema.ts";

/** Starts a project's first stage; every later one starts when its hand-off is accepted. */
export async function startWork(actor: Actor, input: OfWorkItem) {
  const { workItemId } = OfWorkItem.parse(input);
  const { projectId, workItem, roles, grants } = await workItemFor(actor, workItemId, "work.start");
  const { stages } = await db.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { stages: true },
  });
  if (workItem.stage === "delivery" || !beginsByItself(stages, workItem.stage)) {
    throw new Refused(
      "CONFLICT",
      "This stage starts when the hand-off into it is accepted. Nothing was changed.",
    );
  }
  if (!grants.has("project.change") && !roles.includes(engineerOf[workItem.stage])) {
    throw new Refused(
      "NOT_ALLOWED",
      `Only the ${workItem.stage} engineer of this project, or the studio, starts this stage.`,
    );
  }
  await transact((tx) =>
    moveWork(tx, actor, { projectId, workItem, from: "waiting", to: "in_progress", why: "started" }),
  );
}
