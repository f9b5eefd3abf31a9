import { expect, test } from "vitest";
import { db } from "@/server/db.ts";
import { board } from "@/server/overview/queries.ts";
import { giveSignOff } from "@/server/signoffs/give-sign-off.ts";
import { makeProject, makeRevision, putInState, workItemOf } from "@/server/testing/factories.ts";
import { createProject } from "@/server/work/create-project.ts";
import { holdWork } from "@/server/work/hold-work.ts";
import { setDueDate } from "@/server/work/set-due-date.ts";
import { boardCounts, shownProjects } from "./board-filter.ts";

test("a song waits for whoever has it now, and moves on with its work", async () => {
  const made = await makeProject({ songs: ["One", "Two"] });
  const { studioId, manager, song, people } = made;
  await db.member.create({ data: { studioId, userId: people.mixing_engineer.userId, role: "engineer" } });
  const mine = async () =>
    shownProjects((await board(people.mixing_engineer, studioId)).projects, "mine").flatMap((p) =>
      p.songs.map((s) => s.title),
    );
  expect(await mine()).toEqual([]);
  await putInState(song.id, "recording", "approved");
  await putInState(song.id, "mixing", "in_progress");
  expect(await mine()).toEqual(["One"]);
  const mix = await makeRevision(made);
  expect(await mine()).toEqual([]);
  const { revisionId, file } = mix;
  await giveSignOff(people.client, { revisionId, sha256: file.sha256, newestSeenId: revisionId });
  expect(await mine()).toEqual(["One"]);
  const mastering = await workItemOf(song.id, "mastering");
  await holdWork(manager, { workItemId: mastering.id, reason: "The label is deciding" });
  expect(await mine()).toEqual([]);
});

test("what is late is counted and shown without the songs that are not", async () => {
  const { studioId, manager, song } = await makeProject({ songs: ["One", "Two"] });
  const workItem = await workItemOf(song.id, "mixing");
  await setDueDate(manager, { workItemId: workItem.id, dueOn: "2020-01-31" });
  const { projects } = await board(manager, studioId);
  expect(boardCounts(projects)).toEqual({ songs: 2, mine: 0, late: 1 });
  expect(shownProjects(projects, "late").flatMap((p) => p.songs.map((s) => s.title))).toEqual(["One"]);
});

test("a project without songs that fit is left out, and all of them are there unfiltered", async () => {
  const { studioId, manager } = await makeProject();
  await createProject(manager, {
    studioId,
    title: "Another",
    artistName: "Somebody",
    kind: "single",
    stages: ["mastering"],
    songs: ["Another"],
    sampleRateHz: 44_100,
    bitDepth: 16,
    fileNamePattern: "{song}",
  });
  const { projects } = await board(manager, studioId);
  expect(shownProjects(projects, "late")).toEqual([]);
  expect(shownProjects(projects, "all")).toHaveLength(2);
});
