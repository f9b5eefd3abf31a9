import { expect, test } from "vitest";
import type { Person } from "../access/actor.ts";
import { defaultPowers, grantsOf, type Role } from "../access/permissions.ts";
import { db, transact } from "../db.ts";
import type { Stage, WorkState } from "../generated/prisma/client.ts";
import { makeMember, makeProject, putInState, stateOf, workItemOf } from "../testing/factories.ts";
import { cancelWork } from "./cancel-work.ts";
import { holdWork } from "./hold-work.ts";
import { moveWork } from "./move-work.ts";
import { resumeWork } from "./resume-work.ts";
import { allowing } from "./rules.ts";
import { startWork } from "./start-work.ts";

const roles = ["owner", "manager", "engineer", "artist", "producer", "client"] as const;
const engineers = ["recording_engineer", "mixing_engineer", "mastering_engineer"] as const;
const everyRole: readonly Role[] = [...roles, ...engineers];
const stages: readonly Stage[] = ["recording", "mixing", "mastering", "delivery"];
const going: readonly WorkState[] = ["waiting", "in_progress", "in_review", "approved"];
const states: readonly WorkState[] = [...going, "on_hold", "cancelled"];
const walk = stages.flatMap((stage) =>
  states.flatMap((from) => states.map((to) => ({ stage, from, to, name: `${stage}: ${from} → ${to}` }))),
);

const studio: readonly Role[] = ["owner", "manager"];
const recording: readonly Role[] = [...studio, "recording_engineer"];
const mixing: readonly Role[] = [...studio, "mixing_engineer"];
const mastering: readonly Role[] = [...studio, "mastering_engineer"];
const deciding: readonly Role[] = ["artist", "producer", "client"];

/** The table of design.md §5 for a project whose people have their usual powers. */
const design: Record<string, readonly Role[]> = {
  "recording: waiting → in_progress": recording,
  "recording: in_progress → in_review": recording,
  "recording: in_review → in_progress": mixing,
  "recording: in_review → approved": mixing,
  "recording: approved → in_progress": studio,
  "mixing: waiting → in_progress": mixing,
  "mixing: in_progress → in_review": mixing,
  "mixing: in_review → in_progress": [...mixing, ...deciding],
  "mixing: in_review → approved": deciding,
  "mixing: approved → in_review": deciding,
  "mixing: approved → in_progress": mastering,
  "mastering: waiting → in_progress": mastering,
  "mastering: in_progress → in_review": mastering,
  "mastering: in_review → in_progress": [...mastering, ...deciding],
  "mastering: in_review → approved": deciding,
  "mastering: approved → in_review": deciding,
  "mastering: approved → in_progress": studio,
  "mastering: approved → waiting": studio,
  "mastering: in_progress → waiting": mastering,
  "mastering: in_review → waiting": mastering,
  "delivery: waiting → in_progress": deciding,
  "delivery: in_progress → approved": [...mastering, "client"],
  "delivery: in_progress → waiting": [...studio, ...deciding],
  "delivery: approved → waiting": studio,
  ...Object.fromEntries(
    stages.flatMap((stage) => [
      ...going.flatMap((state) => [
        [`${stage}: ${state} → on_hold`, studio],
        [`${stage}: on_hold → ${state}`, studio],
        [`${stage}: ${state} → cancelled`, studio],
      ]),
      [`${stage}: on_hold → cancelled`, studio],
    ]),
  ),
};

const inOneOrder = (some: readonly Role[]) => everyRole.filter((role) => some.includes(role));
const asDesigned = Object.fromEntries(
  Object.entries(design).map(([name, allowed]) => [name, inOneOrder(allowed)]),
);

test("the table has the moves of the design, and each for the roles that it says", () => {
  const table = walk.map(({ stage, from, to, name }) => {
    const allowed = everyRole.filter((role) => {
      const held = role in defaultPowers ? defaultPowers[role as keyof typeof defaultPowers] : [];
      const grants = grantsOf([role], held);
      return allowing(stage, from, to).some((permission) => grants.has(permission));
    });
    return [name, allowed] as const;
  });
  expect(Object.fromEntries(table.filter(([, allowed]) => allowed.length > 0))).toEqual(asDesigned);
  const withoutMaker = walk.filter(
    ({ stage, from, to, name }) => allowing(stage, from, to).length > 0 && !(name in design),
  );
  expect(withoutMaker).toEqual([]);
});

test("every stage, from, to and role: the work moves exactly as designed", async () => {
  const { studioId, projectId, song, people, owner, manager } = await makeProject();
  const actors: Record<string, Person> = {
    ...people,
    owner,
    manager,
    engineer: await makeMember(studioId, "engineer"),
  };
  class TakenBack extends Error {}
  const tryMove = async (role: Role, { stage, from, to }: (typeof walk)[number]) => {
    const heldFrom = from !== "on_hold" ? null : going.includes(to) ? to : "waiting";
    const moving = transact(async (tx) => {
      const workItem = await tx.workItem.update({
        where: { songId_stage: { songId: song.id, stage } },
        data: { state: from, heldFrom },
      });
      await moveWork(tx, actors[role] as Person, { projectId, workItem, from, to, why: "" });
      const moved = await tx.workItem.findUniqueOrThrow({ where: { id: workItem.id } });
      expect(moved).toMatchObject({ state: to, heldFrom: to === "on_hold" ? from : null });
      throw new TakenBack();
    });
    return moving.catch((error: { code?: string }) => (error instanceof TakenBack ? "moved" : error.code));
  };
  for (const step of walk) {
    const allowed = design[step.name];
    for (const role of everyRole) {
      const refused = allowed ? (role === "engineer" ? "NOT_FOUND" : "NOT_ALLOWED") : "CONFLICT";
      expect([step.name, role, await tryMove(role, step)]).toEqual([
        step.name,
        role,
        allowed?.includes(role) ? "moved" : refused,
      ]);
    }
  }
});

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

test("of holding, cancelling and resuming at once, what is left is one of them, and each move is on record once", async () => {
  const { projectId, song, manager, owner } = await makeProject();
  const { id: workItemId } = await workItemOf(song.id, "mixing");
  const reason = "The label is thinking";
  const results = await Promise.allSettled([
    holdWork(manager, { workItemId, reason }),
    cancelWork(owner, { workItemId, reason }),
    resumeWork(owner, { workItemId }),
  ]);
  const done = results.filter((r) => r.status === "fulfilled").length;
  expect(done).toBe(1);
  const after = await workItemOf(song.id, "mixing");
  expect(["on_hold", "cancelled"]).toContain(after.state);
  expect(after).toMatchObject({ heldReason: reason, heldFrom: after.state === "on_hold" ? "waiting" : null });
  expect(await db.event.count({ where: { streamId: projectId, kind: "work.moved" } })).toBe(done);
});

test("work that is on hold or cancelled already is refused in words", async () => {
  const { song, manager } = await makeProject();
  const { id: workItemId } = await workItemOf(song.id, "mixing");
  const reason = "The label is thinking";
  await expect(resumeWork(manager, { workItemId })).rejects.toMatchObject({ code: "CONFLICT" });
  await holdWork(manager, { workItemId, reason });
  await expect(holdWork(manager, { workItemId, reason })).rejects.toThrow("“on hold” already");
  await cancelWork(manager, { workItemId, reason });
  await expect(cancelWork(manager, { workItemId, reason })).rejects.toThrow("“cancelled” already");
  await expect(resumeWork(manager, { workItemId })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("who starts what is on hold or under way is told so, and not that somebody was faster", async () => {
  const { song, manager, people } = await makeProject();
  const { id: workItemId } = await workItemOf(song.id, "recording");
  const start = () => startWork(people.recording_engineer, { workItemId });
  await holdWork(manager, { workItemId, reason: "The singer is ill" });
  await expect(start()).rejects.toThrow(
    "This work is “on hold” (The singer is ill). Nothing was changed; the studio resumes it.",
  );
  await resumeWork(manager, { workItemId });
  await start();
  await expect(start()).rejects.toThrow("This work is “in progress”. Nothing was changed; look at it again.");
});

test("who moves what somebody else moved since is told where it is now", async () => {
  const { projectId, song, manager, people } = await makeProject();
  const workItem = await workItemOf(song.id, "recording");
  await startWork(people.recording_engineer, { workItemId: workItem.id });
  const stale = { projectId, workItem, from: "waiting", to: "on_hold", why: "held" } as const;
  await expect(transact((tx) => moveWork(tx, manager, stale))).rejects.toThrow(
    "Somebody was faster: this work is “in progress” now.",
  );
});

test("where recording was cancelled for a song, its mixing begins by itself", async () => {
  const { song, manager, people } = await makeProject();
  const mixing = await workItemOf(song.id, "mixing");
  const start = () => startWork(people.mixing_engineer, { workItemId: mixing.id });
  await expect(start()).rejects.toMatchObject({ code: "CONFLICT" });
  const recording = await workItemOf(song.id, "recording");
  await cancelWork(manager, { workItemId: recording.id, reason: "The band brings its own tracks" });
  await start();
  expect(await stateOf(song.id, "mixing")).toBe("in_progress");
});
