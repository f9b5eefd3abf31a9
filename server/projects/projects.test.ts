import { expect, test } from "vitest";
import { db } from "../db.ts";
import {
  makeMember,
  makeProject,
  makeStudio,
  putInState,
  stateOf,
  workItemOf,
} from "../testing/factories.ts";
import { addSong } from "../work/add-song.ts";
import { cancelWork } from "../work/cancel-work.ts";
import { createProject } from "../work/create-project.ts";
import { setDueDate } from "../work/set-due-date.ts";
import { addReference } from "./add-reference.ts";
import { changeProject } from "./change-project.ts";
import { removeReference } from "./remove-reference.ts";
import { renameSong } from "./rename-song.ts";
import type { CreateProject } from "./schema.ts";

const release = (studioId: string): CreateProject => ({
  studioId,
  title: "An EP",
  artistName: "An artist",
  kind: "ep",
  stages: ["mastering", "mixing"],
  songs: ["One", "Two"],
  sampleRateHz: 48_000,
  bitDepth: 24,
  fileNamePattern: "{song}",
  dueOn: "2027-01-31",
});

const won = (results: PromiseSettledResult<unknown>[]) =>
  results.filter((r) => r.status === "fulfilled").length;

test("a project begins with its songs, and a work item per song and stage, in the way of a song", async () => {
  const { studioId, manager } = await makeStudio();
  const { projectId } = await createProject(manager, release(studioId));
  const project = await db.project.findUniqueOrThrow({
    where: { id: projectId },
    include: { songs: { orderBy: { position: "asc" }, include: { workItems: true } } },
  });
  expect(project.stages).toEqual(["mixing", "mastering"]);
  expect(project.dueOn?.toISOString().slice(0, 10)).toBe("2027-01-31");
  expect(project.songs.map((s) => [s.title, s.position, s.workItems.map((w) => w.state)])).toEqual([
    ["One", 1, ["waiting", "waiting"]],
    ["Two", 2, ["waiting", "waiting"]],
  ]);
});

test("an engineer makes no project, and nobody makes one without a song or a stage", async () => {
  const { studioId, manager } = await makeStudio();
  const engineer = await makeMember(studioId, "engineer");
  await expect(createProject(engineer, release(studioId))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(createProject(manager, { ...release(studioId), songs: [] })).rejects.toThrow();
  await expect(createProject(manager, { ...release(studioId), stages: [] })).rejects.toThrow();
  await expect(
    createProject(manager, { ...release(studioId), stages: ["mixing", "delivery"] }),
  ).rejects.toThrow();
  expect(await db.project.count({ where: { studioId } })).toBe(0);
});

test("songs that are added at once each get a place of their own", async () => {
  const { projectId, manager, owner } = await makeProject();
  const add = (actor: typeof manager, title: string) => addSong(actor, { projectId, title });
  expect(won(await Promise.allSettled([add(manager, "B"), add(owner, "C"), add(manager, "D")]))).toBe(3);
  const songs = await db.song.findMany({ where: { projectId }, orderBy: { position: "asc" } });
  expect(songs.map((s) => s.position)).toEqual([1, 2, 3, 4]);
});

test("the studio changes a project, its songs and its due dates; others do not", async () => {
  const { projectId, song, manager, people } = await makeProject();
  const { id: workItemId } = await workItemOf(song.id, "mixing");
  await changeProject(manager, { projectId, title: "Renamed", dueOn: null });
  await renameSong(manager, { songId: song.id, title: "Another title" });
  await setDueDate(manager, { workItemId, dueOn: "2027-03-01" });
  expect(await db.project.findUniqueOrThrow({ where: { id: projectId } })).toMatchObject({
    title: "Renamed",
    artistName: "An artist",
  });
  expect(await db.song.findUniqueOrThrow({ where: { id: song.id } })).toMatchObject({
    title: "Another title",
  });
  const kinds = await db.event.findMany({
    where: { streamId: projectId },
    orderBy: { number: "asc" },
    select: { kind: true },
  });
  expect(kinds.slice(-3).map((e) => e.kind)).toEqual(["project.changed", "song.renamed", "project.changed"]);

  const engineer = people.mixing_engineer;
  const tries = [
    () => changeProject(engineer, { projectId, title: "Mine" }),
    () => renameSong(engineer, { songId: song.id, title: "Mine" }),
    () => setDueDate(engineer, { workItemId, dueOn: null }),
  ];
  for (const tried of tries) await expect(tried()).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

test("of two changes at once the later one stays, whole, and both are on record", async () => {
  const { projectId, song, manager, owner } = await makeProject();
  const { id: workItemId } = await workItemOf(song.id, "mixing");
  const both = (change: (by: typeof manager, to: "A" | "B") => Promise<unknown>) =>
    Promise.all([change(manager, "A"), change(owner, "B")]);
  const days = { A: "2027-03-01", B: "2027-04-01" };
  await both((by, to) => changeProject(by, { projectId, title: to, artistName: to, dueOn: days[to] }));
  await both((by, title) => renameSong(by, { songId: song.id, title }));
  await both((by, to) => setDueDate(by, { workItemId, dueOn: days[to] }));
  const { title, artistName, dueOn } = await db.project.findUniqueOrThrow({ where: { id: projectId } });
  expect([artistName, dueOn?.toISOString().slice(0, 10)]).toEqual([title, days[title as "A" | "B"]]);
  expect(["A", "B"]).toContain((await db.song.findUniqueOrThrow({ where: { id: song.id } })).title);
  const due = (await workItemOf(song.id, "mixing")).dueOn?.toISOString().slice(0, 10);
  expect(Object.values(days)).toContain(due);
  const kind = { in: ["project.changed", "song.renamed"] };
  expect(await db.event.count({ where: { streamId: projectId, kind } })).toBe(6);
});

test("an engineer adds no song, and for a stranger there is no project to add one to", async () => {
  const { projectId, people } = await makeProject();
  const add = (by: typeof people.client) => addSong(by, { projectId, title: "Mine" });
  await expect(add(people.mixing_engineer)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(add((await makeStudio()).owner)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.song.count({ where: { projectId } })).toBe(1);
});

test("a reference is taken away once, by who added it or by the studio", async () => {
  const { projectId, manager, people } = await makeProject();
  const { referenceId } = await addReference(people.artist, { projectId, title: "That drum sound" });
  const remove = (actor: typeof manager) => removeReference(actor, { projectId, referenceId });
  await expect(remove(people.mixing_engineer)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect(won(await Promise.allSettled([remove(people.artist), remove(manager)]))).toBe(1);
  expect(await db.reference.count({ where: { projectId } })).toBe(0);
  expect(await db.event.count({ where: { streamId: projectId, kind: "reference.removed" } })).toBe(1);
});

test("a reference's address is one of the web, or none", async () => {
  const { projectId, people } = await makeProject();
  const add = (url: string) => addReference(people.artist, { projectId, title: "A reference", url });
  await expect(add("javascript:alert(1)")).rejects.toThrow();
  await add("https://example.com/song");
  await add("");
});

test("work is cancelled once, with its reason, and stays so", async () => {
  const { song, manager, owner, people } = await makeProject();
  await putInState(song.id, "mixing", "in_progress");
  const { id: workItemId } = await workItemOf(song.id, "mixing");
  const cancel = (actor: typeof manager) => cancelWork(actor, { workItemId, reason: "The label closed" });
  await expect(cancel(people.mixing_engineer)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect(won(await Promise.allSettled([cancel(manager), cancel(owner)]))).toBe(1);
  expect(await stateOf(song.id, "mixing")).toBe("cancelled");
  await expect(cancel(manager)).rejects.toMatchObject({ code: "CONFLICT" });
});
