import { expect, test } from "vitest";
import { db, transact } from "../db.ts";
import { makeProject, putInState, stateOf, workItemOf } from "../testing/factories.ts";
import { holdWork } from "./hold-work.ts";
import { moveWork } from "./move-work.ts";
import { resumeWork } from "./resume-work.ts";
import { startWork } from "./start-work.ts";

test("two people who press at once make one move, and the second is told", async () => {
  const { projectId, song, people } = await makeProject();
  const workItem = await workItemOf(song.id, "recording");
  const start = () => startWork(people.recording_engineer, { workItemId: workItem.id });
  const results = await Promise.allSettled([start(), start(), start()]);
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  const refused = results.find((r) => r.status === "rejected");
  expect(refused).toMatchObject({ reason: { code: "CONFLICT" } });
  expect(await stateOf(song.id, "recording")).toBe("in_progress");
  expect(await db.event.count({ where: { streamId: projectId, kind: "work.moved" } })).toBe(1);
});

test("a move that does not exist is refused, whoever asks", async () => {
  const { projectId, song, people } = await makeProject();
  const workItem = await workItemOf(song.id, "mixing");
  const leap = transact((tx) =>
    moveWork(tx, people.mixing_engineer, { projectId, workItem, from: "waiting", to: "approved", why: "" }),
  );
  await expect(leap).rejects.toMatchObject({ code: "CONFLICT" });
});

test("only the engineer of the first stage, or the studio, starts it", async () => {
  const { song, people, manager } = await makeProject();
  const workItem = await workItemOf(song.id, "recording");
  await expect(startWork(people.mixing_engineer, { workItemId: workItem.id })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  await startWork(manager, { workItemId: workItem.id });
  expect(await stateOf(song.id, "recording")).toBe("in_progress");
});

test("a later stage is not started by hand", async () => {
  const { song, people } = await makeProject();
  const workItem = await workItemOf(song.id, "mixing");
  await expect(startWork(people.mixing_engineer, { workItemId: workItem.id })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("mastering alone is not started by hand: it begins with the mix that it accepts", async () => {
  const { song, people } = await makeProject({ stages: ["mastering", "delivery"] });
  const { id: workItemId } = await workItemOf(song.id, "mastering");
  await expect(startWork(people.mastering_engineer, { workItemId })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(await stateOf(song.id, "mastering")).toBe("waiting");
});

test("what was put on hold comes back to where it was", async () => {
  const { song, manager } = await makeProject();
  await putInState(song.id, "mixing", "in_review");
  const workItem = await workItemOf(song.id, "mixing");
  await holdWork(manager, { workItemId: workItem.id, reason: "The artist is on tour" });
  expect(await workItemOf(song.id, "mixing")).toMatchObject({ state: "on_hold", heldFrom: "in_review" });
  const twice = await Promise.allSettled([
    resumeWork(manager, { workItemId: workItem.id }),
    resumeWork(manager, { workItemId: workItem.id }),
  ]);
  expect(twice.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(await stateOf(song.id, "mixing")).toBe("in_review");
});
