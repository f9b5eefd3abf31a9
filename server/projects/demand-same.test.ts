import { expect, test } from "vitest";
import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { newId } from "../ids.ts";
import { makeProject, makeStudio } from "../testing/factories.ts";
import { addSong } from "../work/add-song.ts";
import { createProject } from "../work/create-project.ts";
import { addReference } from "./add-reference.ts";

const release = (studioId: string, projectId: string, title = "An EP") => ({
  ...{ studioId, projectId, title, artistName: "An artist", kind: "ep" as const, songs: ["One", "Two"] },
  ...{ stages: ["mixing" as const], sampleRateHz: 48_000, bitDepth: 24, fileNamePattern: "{song}" },
  dueOn: "2027-01-31",
});
type Made = Awaited<ReturnType<typeof makeProject>>;

/** Each thing that a form makes: sent under an id of the form's own, and what is there of it afterwards. */
const forms = {
  project: {
    send: (made: Made, by: Person, id: string, title: string) =>
      createProject(by, release(made.studioId, id, title)).then((x) => x.projectId),
    there: (id: string) => db.project.findUnique({ where: { id } }),
    events: (id: string) => db.event.count({ where: { streamId: id } }),
  },
  song: {
    send: ({ projectId }: Made, by: Person, songId: string, title: string) =>
      addSong(by, { projectId, songId, title }).then((x) => x.songId),
    there: (id: string) => db.song.findUnique({ where: { id } }),
    events: (id: string) => db.event.count({ where: { subject: { path: ["songId"], equals: id } } }),
  },
  reference: {
    send: ({ projectId }: Made, by: Person, referenceId: string, title: string) =>
      addReference(by, { projectId, referenceId, title, why: "The room" }).then((x) => x.referenceId),
    there: (id: string) => db.reference.findUnique({ where: { id } }),
    events: (id: string) => db.event.count({ where: { subject: { path: ["referenceId"], equals: id } } }),
  },
};

for (const [name, { send, there, events }] of Object.entries(forms)) {
  test(`a ${name} that is sent twice, or twice at once, is made once`, async () => {
    const made = await makeProject();
    const id = newId();
    const twice = [send(made, made.manager, id, "Tides"), send(made, made.manager, id, "Tides")];
    expect(await Promise.all(twice)).toEqual([id, id]);
    expect(await send(made, made.manager, id, "Tides")).toBe(id);
    expect(await events(id)).toBe(1);
  });

  test(`a ${name} that was made already is not changed by what is sent since`, async () => {
    const made = await makeProject();
    const id = newId();
    await send(made, made.manager, id, "Tides");
    const before = await there(id);
    await expect(send(made, made.manager, id, "Ebb")).rejects.toThrow("Nothing was made twice");
    expect(await there(id)).toEqual(before);
  });

  test(`the id of another studio's ${name} is not found, told or altered`, async () => {
    const [theirs, mine] = [await makeProject(), await makeProject()];
    const id = newId();
    await send(theirs, theirs.manager, id, "Tides");
    const before = await there(id);
    await expect(send(mine, mine.manager, id, "Tides")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await there(id)).toEqual(before);
    expect(await events(id)).toBe(1);
  });
}

test("a colleague's project is not taken for one's own", async () => {
  const { studioId, owner, manager } = await makeStudio();
  const id = newId();
  await createProject(manager, release(studioId, id));
  await expect(createProject(owner, release(studioId, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.song.count({ where: { projectId: id } })).toBe(2);
});

test("only an id that sorts by time is taken", async () => {
  const { studioId, manager } = await makeStudio();
  await expect(createProject(manager, release(studioId, crypto.randomUUID()))).rejects.toThrow();
});
