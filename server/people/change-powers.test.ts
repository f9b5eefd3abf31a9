import { expect, test } from "vitest";
import { projectFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { removeParticipant } from "../requests/remove-participant.ts";
import { makeProject, makeStudio } from "../testing/factories.ts";
import { changePowers } from "./change-powers.ts";

const participantOf = (projectId: string, userId: string) =>
  db.participant.findFirstOrThrow({ where: { projectId, userId } }).then((p) => p.id);

test("a power that is taken away no longer works at the next request, and the change is on record", async () => {
  const { projectId, manager, people } = await makeProject();
  const participantId = await participantOf(projectId, people.client.userId);
  await expect(projectFor(people.client, projectId, "signoff.give")).resolves.toBeTruthy();
  await changePowers(manager, { participantId, powers: ["comment", "comment"] });
  await expect(projectFor(people.client, projectId, "signoff.give")).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  const event = await db.event.findFirstOrThrow({
    where: { streamId: projectId, kind: "participant.changed" },
  });
  expect(event.subject).toEqual({ participantId, powers: ["comment"] });
});

test("nobody gives themselves powers", async () => {
  const { projectId, people } = await makeProject();
  const participantId = await participantOf(projectId, people.artist.userId);
  await expect(changePowers(people.artist, { participantId, powers: ["receive"] })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
});

test("a foreign studio's owner finds no such participant", async () => {
  const { projectId, people } = await makeProject();
  const participantId = await participantOf(projectId, people.artist.userId);
  const { owner } = await makeStudio();
  await expect(changePowers(owner, { participantId, powers: [] })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("powers for somebody who was removed meanwhile are not given", async () => {
  const { projectId, manager, owner, people } = await makeProject();
  const participantId = await participantOf(projectId, people.artist.userId);
  const tries = await Promise.allSettled([
    removeParticipant(owner, { participantId }),
    changePowers(manager, { participantId, powers: ["receive"] }),
  ]);
  expect(tries[0]?.status).toBe("fulfilled");
  expect(await db.participant.count({ where: { id: participantId } })).toBe(0);
  await expect(changePowers(manager, { participantId, powers: [] })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("of two choices at once the later one stays, whole, and both are on record", async () => {
  const { projectId, manager, owner, people } = await makeProject();
  const participantId = await participantOf(projectId, people.client.userId);
  await Promise.all([
    changePowers(manager, { participantId, powers: ["comment", "receive"] }),
    changePowers(owner, { participantId, powers: ["sign_off_sound"] }),
  ]);
  const events = await db.event.findMany({
    where: { streamId: projectId, kind: "participant.changed" },
    orderBy: { number: "asc" },
  });
  expect(events).toHaveLength(2);
  const { powers } = await db.participant.findUniqueOrThrow({ where: { id: participantId } });
  expect(events.at(-1)?.subject).toEqual({ participantId, powers });
});
