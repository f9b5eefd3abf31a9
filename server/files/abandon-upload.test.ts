import { expect, test } from "vitest";
import { db } from "../db.ts";
import { store } from "../storage/current.ts";
import { chunksOf, demoFile, sendFile, startOne } from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";
import { abandonUpload } from "./abandon-upload.ts";

async function begin() {
  const made = await makeProject();
  const bytes = await demoFile("stems/18 Hat-c.ds.flac");
  const file = { songId: made.song.id, kind: "stem" as const, name: "hat.flac", bytes };
  const { uploadId } = await startOne(made.people.recording_engineer, file);
  await store.append(uploadId, 0, chunksOf(bytes.subarray(0, 1000)));
  const givenUp = () => db.event.count({ where: { streamId: made.projectId, kind: "upload.given_up" } });
  return { ...made, file, uploadId, givenUp };
}

test("who began an upload gives it up, once, and nothing of it stays", async () => {
  const { people, uploadId, givenUp } = await begin();
  const twice = await Promise.allSettled([
    abandonUpload(people.recording_engineer, { uploadId }),
    abandonUpload(people.recording_engineer, { uploadId }),
  ]);
  expect(twice.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect([await db.upload.count({ where: { id: uploadId } }), await store.received(uploadId)]).toEqual([
    0, 0,
  ]);
  expect(await givenUp()).toBe(1);
});

test("somebody else's upload, and one that has arrived, go on", async () => {
  const { people, manager, file, uploadId, givenUp } = await begin();
  for (const who of [manager, people.mixing_engineer])
    await expect(abandonUpload(who, { uploadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await store.received(uploadId)).toBe(1000);
  await sendFile(people.recording_engineer, file);
  await expect(abandonUpload(people.recording_engineer, { uploadId })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const { state } = await db.upload.findUniqueOrThrow({ where: { id: uploadId } });
  expect([state, await givenUp()]).toEqual(["checking", 0]);
});
