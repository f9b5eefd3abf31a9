import { expect, test } from "vitest";
import { projectFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { makeMember, makePerson, makeProject } from "../testing/factories.ts";
import { addParticipant } from "./add-participant.ts";

test("a member of the studio takes part at once, with the usual powers", async () => {
  const { projectId, studioId, manager } = await makeProject();
  const engineer = await makeMember(studioId, "engineer");
  await expect(projectFor(engineer, projectId, "project.see")).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { participantId } = await addParticipant(manager, {
    projectId,
    userId: engineer.userId,
    part: "mixing_engineer",
  });
  await expect(projectFor(engineer, projectId, "mix.upload")).resolves.toBeTruthy();
  expect((await db.participant.findUniqueOrThrow({ where: { id: participantId } })).powers).toEqual([
    "comment",
  ]);
  expect(await db.event.count({ where: { streamId: projectId, kind: "participant.added" } })).toBe(1);
});

test("the mixing engineer of the project may also be put down for mastering", async () => {
  const { projectId, manager, people } = await makeProject();
  const { userId } = people.mixing_engineer;
  await addParticipant(manager, { projectId, userId, part: "mastering_engineer" });
  await expect(projectFor(people.mixing_engineer, projectId, "master.upload")).resolves.toBeTruthy();
});

test("somebody whom the studio does not have is not found, but invited", async () => {
  const { projectId, manager } = await makeProject();
  const stranger = await makePerson();
  await expect(
    addParticipant(manager, { projectId, userId: stranger.userId, part: "artist" }),
  ).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("two managers who add the same person at once add them once", async () => {
  const { projectId, studioId, manager, owner } = await makeProject();
  const { userId } = await makeMember(studioId, "engineer");
  const input = { projectId, userId, part: "recording_engineer" as const };
  const tries = await Promise.allSettled([addParticipant(manager, input), addParticipant(owner, input)]);
  expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(1);
  expect(tries.find((t) => t.status === "rejected")?.reason).toMatchObject({ code: "CONFLICT" });
  expect(await db.event.count({ where: { streamId: projectId, kind: "participant.added" } })).toBe(1);
});

test("an engineer cannot add people", async () => {
  const { projectId, people } = await makeProject();
  const { userId } = people.artist;
  await expect(
    addParticipant(people.mixing_engineer, { projectId, userId, part: "producer" }),
  ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});
