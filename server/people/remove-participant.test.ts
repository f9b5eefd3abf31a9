import { expect, test } from "vitest";
import { projectFor } from "../access.ts";
import { db } from "../db.ts";
import { makeProject } from "../testing/factories.ts";
import { removeParticipant } from "./remove-participant.ts";

const participantOf = (projectId: string, userId: string) =>
  db.participant.findFirstOrThrow({ where: { projectId, userId } }).then((p) => p.id);

test("who was removed no longer finds the project", async () => {
  const { projectId, manager, people } = await makeProject();
  await removeParticipant(manager, { participantId: await participantOf(projectId, people.client.userId) });
  await expect(projectFor(people.client, projectId, "project.see")).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await db.event.count({ where: { streamId: projectId, kind: "participant.removed" } })).toBe(1);
});

test("two who remove the same person at once remove them once", async () => {
  const { projectId, manager, owner, people } = await makeProject();
  const participantId = await participantOf(projectId, people.artist.userId);
  const tries = await Promise.allSettled([
    removeParticipant(manager, { participantId }),
    removeParticipant(owner, { participantId }),
  ]);
  expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(1);
  expect(await db.event.count({ where: { streamId: projectId, kind: "participant.removed" } })).toBe(1);
});

test("a participant cannot remove another", async () => {
  const { projectId, people } = await makeProject();
  const participantId = await participantOf(projectId, people.artist.userId);
  await expect(removeParticipant(people.producer, { participantId })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
});
