import { beforeEach, expect, test } from "vitest";
import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { reopenWork } from "../requests/reopen-work.ts";
import { withdrawSignOff } from "../requests/withdraw-sign-off.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import {
  type MadeProject,
  makeProject,
  makeRevision,
  makeStudio,
  stateOf,
  workItemOf,
} from "../testing/factories.ts";
import { holdWork } from "../work/hold-work.ts";
import { resumeWork } from "../work/resume-work.ts";
import { deliverMaster } from "./deliver-master.ts";

let made: MadeProject;
let client: Person;
let master: Awaited<ReturnType<typeof makeRevision>>;
beforeEach(async () => {
  made = await makeProject();
  client = made.people.client;
  master = await makeRevision(made, "mastering");
});

const signOff = () =>
  giveSignOff(client, {
    revisionId: master.revisionId,
    sha256: master.file.sha256,
    newestSeenId: master.revisionId,
  });
const deliveries = () => db.event.count({ where: { streamId: made.projectId, kind: "master.delivered" } });

test("taking the signed-off master delivers it, on record once a person", async () => {
  await signOff();
  await Promise.all([deliverMaster(client, master.file.id), deliverMaster(client, master.file.id)]);
  await deliverMaster(client, master.file.id);
  expect(await deliveries()).toBe(1);
  expect(await stateOf(made.song.id, "delivery")).toBe("approved");
});

test("a song whose delivery is on hold is delivered once it is resumed", async () => {
  await signOff();
  const { id: workItemId } = await workItemOf(made.song.id, "delivery");
  await holdWork(made.manager, { workItemId, reason: "The invoice is open" });
  await deliverMaster(client, master.file.id);
  expect(await stateOf(made.song.id, "delivery")).toBe("on_hold");
  await resumeWork(made.manager, { workItemId });
  expect(await stateOf(made.song.id, "delivery")).toBe("approved");
});

test("a delivered song whose mastering is reopened waits for the next master, and that one is delivered too", async () => {
  await signOff();
  await deliverMaster(client, master.file.id);
  const { id: workItemId } = await workItemOf(made.song.id, "mastering");
  await reopenWork(made.manager, { workItemId, reason: "A wrong fade" });
  expect(await stateOf(made.song.id, "delivery")).toBe("waiting");
  master = await makeRevision(made, "mastering");
  await signOff();
  await deliverMaster(client, master.file.id);
  expect([await stateOf(made.song.id, "delivery"), await deliveries()]).toEqual(["approved", 2]);
});

test("a delivered master's sign-off can no longer be withdrawn", async () => {
  const { signOffId } = await signOff();
  await deliverMaster(client, master.file.id);
  await expect(withdrawSignOff(client, { signOffId, reason: "Second thoughts" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("a master that is not signed off, or no longer, is not handed out", async () => {
  await expect(deliverMaster(client, master.file.id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const { signOffId } = await signOff();
  await withdrawSignOff(client, { signOffId, reason: "Second thoughts" });
  await expect(deliverMaster(client, master.file.id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect(await deliveries()).toBe(0);
});

test("the studio and the mastering engineer fetch masters without delivering them", async () => {
  await signOff();
  for (const person of [made.manager, made.owner, made.people.mastering_engineer])
    await deliverMaster(person, master.file.id);
  expect(await deliveries()).toBe(0);
  expect(await stateOf(made.song.id, "delivery")).toBe("in_progress");
});

test("withdrawing and taking at once: one of them wins, never both", async () => {
  const { signOffId } = await signOff();
  const [taken, withdrawn] = await Promise.allSettled([
    deliverMaster(client, master.file.id),
    withdrawSignOff(client, { signOffId, reason: "Second thoughts" }),
  ]);
  expect([taken.status, withdrawn.status].filter((s) => s === "fulfilled")).toHaveLength(1);
  expect(await deliveries()).toBe(taken.status === "fulfilled" ? 1 : 0);
});

test("another studio's master does not exist", async () => {
  await signOff();
  const stranger = (await makeStudio()).owner;
  await expect(deliverMaster(stranger, master.file.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
