import { expect, test } from "vitest";
import { db } from "../db.ts";
import { songReview } from "../overview/song-review.ts";
import { makeProject, makeRevision } from "../testing/factories.ts";
import { setOffset } from "./set-offset.ts";

test("an offset moves where the revision lies on the song's line, and is on record", async () => {
  const made = await makeProject();
  const first = await makeRevision(made);
  const second = await makeRevision(made);
  await setOffset(made.people.mixing_engineer, { revisionId: second.revisionId, offsetSamples: 36_000 });
  const { revisions } = await songReview(made.people.client, made.song.id);
  expect(revisions.map((r) => [r.id, r.startsAtSeconds])).toEqual([
    [first.revisionId, 0],
    [second.revisionId, 0.75],
  ]);
  expect(await db.event.count({ where: { streamId: made.projectId, kind: "offset.changed" } })).toBe(1);
});

test("only the engineer of the stage, or the studio, sets it", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  for (const actor of [made.people.client, made.people.mastering_engineer]) {
    await expect(setOffset(actor, { revisionId, offsetSamples: 1 })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
  }
  expect(await db.revision.findUniqueOrThrow({ where: { id: revisionId } })).toMatchObject({
    offsetSamples: 0,
  });
});

test("two offsets set at once are both on record, and the last one on record stands", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  await Promise.all(
    [480, 960].map((offsetSamples) => setOffset(made.people.mixing_engineer, { revisionId, offsetSamples })),
  );
  const events = await db.event.findMany({
    where: { streamId: made.projectId, kind: "offset.changed" },
    orderBy: { number: "asc" },
  });
  expect(events.map((e) => (e.subject as { offsetSamples: number }).offsetSamples).toSorted()).toEqual([
    480, 960,
  ]);
  const { offsetSamples } = await db.revision.findUniqueOrThrow({ where: { id: revisionId } });
  expect(events.at(-1)?.subject).toEqual({ revisionId, offsetSamples });
});
