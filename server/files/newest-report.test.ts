import { beforeEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { songReview } from "../overview/song-review.ts";
import { addNote } from "../review/add-note.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import {
  type MadeProject,
  makeProject,
  makeReport,
  makeRevision,
  pcmSha256Of,
} from "../testing/factories.ts";
import { filesOf } from "./queries.ts";

let made: MadeProject;
let mix: Awaited<ReturnType<typeof makeRevision>>;
beforeEach(async () => {
  made = await makeProject();
  mix = await makeRevision(made);
  const again = (frames: number, version: number) =>
    makeReport(made.studioId, mix.file.sha256, { frames }, version);
  await again(3_000, 3);
  await again(2_000, 2);
});

test("of a content that was measured again, pages show the newest figures", async () => {
  const by = made.people.mixing_engineer;
  expect(await filesOf(by, { kind: "song", songId: made.song.id })).toMatchObject([
    { report: { frames: 3_000 } },
  ]);
  expect((await songReview(by, made.song.id)).revisions).toMatchObject([
    { file: { report: { frames: 3_000 } } },
  ]);
});

test("a note must lie inside what the newest measuring found", async () => {
  const note = (startSample: number) =>
    addNote(made.people.client, {
      ...{ revisionId: mix.revisionId, kind: "request", words: "Here", startSample, endSample: null },
    });
  await expect(note(3_001)).rejects.toThrow(/past the end/);
  await note(2_500);
});

test("what was measured again is signed off by its one PCM", async () => {
  const { revisionId, file } = mix;
  await giveSignOff(made.people.client, { revisionId, sha256: file.sha256, newestSeenId: revisionId });
  expect(await db.signOff.findMany({ where: { revisionId } })).toMatchObject([
    { pcmSha256: pcmSha256Of(file.sha256) },
  ]);
});
