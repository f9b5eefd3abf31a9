import { beforeEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { setAsideFile } from "../files/set-aside-file.ts";
import { type MadeProject, makeFile, makeProject } from "../testing/factories.ts";
import { supplyMix } from "./supply-mix.ts";

let made: MadeProject;
beforeEach(async () => {
  made = await makeProject({ stages: ["mastering", "delivery"] });
});

const bring = () => makeFile(made, { kind: "premaster", by: made.people.client });
const supply = (fileId: string, who = made.people.client) => supplyMix(who, { songId: made.song.id, fileId });
const mixes = () => db.revision.count({ where: { songId: made.song.id } });

test("a mix that was brought becomes the next one, once, also when two people supply it at once", async () => {
  const { id } = await bring();
  const twice = await Promise.allSettled([supply(id), supply(id, made.manager)]);
  expect(twice.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(supply(id)).rejects.toThrow("sent already");
  expect(await mixes()).toBe(1);
  const [second, third] = [await bring(), await bring()];
  const numbers = await Promise.all([supply(second.id), supply(third.id)]);
  expect(numbers.map((r) => r.number).toSorted()).toEqual([2, 3]);
});

test("a mix that was set aside, or of another song, is not supplied", async () => {
  const { id } = await bring();
  await setAsideFile(made.people.client, { fileId: id });
  await expect(supply(id)).rejects.toThrow("set aside");
  const elsewhere = await makeProject({ stages: ["mastering"] });
  const foreign = await makeFile(elsewhere, { kind: "premaster", by: elsewhere.people.client });
  await expect(supply(foreign.id)).rejects.toMatchObject({ code: "INVALID" });
  expect(await mixes()).toBe(0);
});

test("a mix that is still being measured is not supplied yet", async () => {
  const { id } = await makeFile(made, { kind: "premaster", by: made.people.client, report: null });
  await expect(supply(id)).rejects.toThrow("still being measured");
  expect(await mixes()).toBe(0);
});

test("a song that is mixed here takes no mix from elsewhere, and its engineers supply none", async () => {
  const { id } = await bring();
  await expect(supply(id, made.people.recording_engineer)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  made = await makeProject();
  await expect(supply((await bring()).id)).rejects.toThrow("mixed here");
  expect(await mixes()).toBe(0);
});
