import { afterEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { makePerson, makeProject, makeStudio } from "../testing/factories.ts";
import { demoPeople, demoPerson, me, membersOf, participantsOf } from "./queries.ts";
import { renameMe } from "./rename-me.ts";

afterEach(() => {
  env.DEMO = false;
});

test("everyone in a project sees who takes part; addresses are for whoever invites", async () => {
  const { projectId, manager, people } = await makeProject();
  const seen = await participantsOf(people.client, { projectId });
  expect(seen.map((p) => p.part)).toEqual([
    "artist",
    "producer",
    "recording_engineer",
    "mixing_engineer",
    "mastering_engineer",
    "client",
  ]);
  expect(seen.every((p) => p.email === null)).toBe(true);
  expect(
    (await participantsOf(manager, { projectId })).every((p) => p.email?.endsWith("@test.example")),
  ).toBe(true);
});

test("a stranger finds neither the project's people nor the studio's", async () => {
  const { projectId, studioId } = await makeProject();
  const { owner } = await makeStudio();
  await expect(participantsOf(owner, { projectId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(membersOf(owner, { studioId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a person sees and renames only themselves", async () => {
  const { studioId, manager } = await makeStudio();
  const other = await makePerson("Other");
  await renameMe(manager, { name: " Mo " });
  expect(await me(manager)).toMatchObject({
    name: "Mo",
    hasPassword: false,
    studios: [{ studioId, role: "manager" }],
  });
  expect((await me(other)).name).toBe("Other");
  await expect(renameMe(manager, { name: " " })).rejects.toThrow("Write your name");
  expect((await me(manager)).name).toBe("Mo");
});

test("the demo's people exist in the demo alone, and nobody else is one of them", async () => {
  await db.user.create({ data: { email: "mixing@demo.example", name: "Max" } });
  await db.user.create({ data: { email: "owner@real.example", name: "Rea" } });
  expect(await demoPeople()).toEqual([]);
  await expect(demoPerson("mixing@demo.example")).rejects.toMatchObject({ code: "NOT_FOUND" });
  env.DEMO = true;
  expect((await demoPeople()).map((p) => p.name)).toEqual(["Max"]);
  await expect(demoPerson("mixing@demo.example")).resolves.toBeTruthy();
  await expect(demoPerson("owner@real.example")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a member with a part in another studio's project is told that there is one", async () => {
  const { studioId, manager, people } = await makeProject();
  expect((await me(manager)).worksOutside).toBe(false);
  const guest = people.mastering_engineer;
  expect((await me(guest)).worksOutside).toBe(true);
  await db.member.create({ data: { studioId, userId: guest.userId, role: "engineer" } });
  expect((await me(guest)).worksOutside).toBe(false);
});

test("who works on a song is told apart from who listens", async () => {
  const { people } = await makeProject();
  expect((await me(people.mixing_engineer)).isEngineer).toBe(true);
  expect((await me(people.client)).isEngineer).toBe(false);
  expect((await me(people.producer)).isEngineer).toBe(false);
});
