import { expect, test } from "vitest";
import { projectFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { songReview } from "../overview/song-review.ts";
import { resolveNote } from "../review/resolve-note.ts";
import { makePerson, makeProject, makeRevision } from "../testing/factories.ts";
import { removeParticipant } from "./remove-participant.ts";
import { sendRequest } from "./send-request.ts";

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

const click = { nature: "defect", words: "A click at the end", blocking: true } as const;

test("the last who masters does not go while a blocking request holds a song, which only they can close", async () => {
  const made = await makeProject();
  const { projectId, manager, people } = made;
  const engineer = people.mastering_engineer;
  const participantId = await participantOf(projectId, engineer.userId);
  const { noteId } = await sendRequest(engineer, {
    ...click,
    revisionId: (await makeRevision(made)).revisionId,
  });
  await expect(removeParticipant(manager, { participantId })).rejects.toThrow("is open on “A song”");
  await expect(projectFor(engineer, projectId, "request.send")).resolves.toBeTruthy();
  await removeParticipant(manager, { participantId: await participantOf(projectId, people.client.userId) });
  await resolveNote(engineer, { noteId });
  await removeParticipant(manager, { participantId });
  await expect(projectFor(engineer, projectId, "project.see")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("of asking with a block and being taken out at once, one happens", async () => {
  const made = await makeProject();
  const { projectId, manager, people } = made;
  const participantId = await participantOf(projectId, people.mastering_engineer.userId);
  const { revisionId } = await makeRevision(made);
  const tries = await Promise.allSettled([
    sendRequest(people.mastering_engineer, { ...click, revisionId }),
    removeParticipant(manager, { participantId }),
  ]);
  expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(1);
  const asked = await db.mixRevisionRequest.count({ where: { note: { revisionId } } });
  expect(await db.participant.count({ where: { id: participantId } })).toBe(asked);
});

test("a blocking request of who was taken out is closed by who masters next, and by nobody before that", async () => {
  const made = await makeProject();
  const { studioId, projectId, manager, people } = made;
  const { revisionId } = await makeRevision(made);
  const request = await sendRequest(people.mastering_engineer, { ...click, revisionId });
  const next = await makePerson();
  const part = { studioId, projectId, userId: next.userId, part: "mastering_engineer" } as const;
  const { id: nextId } = await db.participant.create({ data: part });
  await expect(resolveNote(next, request)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const masteringId = await participantOf(projectId, people.mastering_engineer.userId);
  const both = await Promise.allSettled(
    [masteringId, nextId].map((participantId) => removeParticipant(manager, { participantId })),
  );
  expect(both.filter((t) => t.status === "fulfilled")).toHaveLength(1);
  const stays = await db.participant.findFirstOrThrow({ where: { projectId, part: "mastering_engineer" } });
  await resolveNote({ kind: "person", userId: stays.userId }, request);
  expect((await songReview(people.client, made.song.id)).notes).toMatchObject([
    { authorId: people.mastering_engineer.userId, closedById: stays.userId, state: "resolved" },
  ]);
  await removeParticipant(manager, { participantId: stays.id });
});
