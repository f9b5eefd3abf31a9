import { expect, test } from "vitest";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import { makeProject, makeRevision, putInState, stateOf, workItemOf } from "../testing/factories.ts";
import { takeBack } from "./take-back.ts";

test("the engineer takes a revision back out of review, once", async () => {
  const made = await makeProject();
  await makeRevision(made);
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  const take = () => takeBack(made.people.mixing_engineer, { workItemId });
  const results = await Promise.allSettled([take(), take()]);
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(await stateOf(made.song.id, "mixing")).toBe("in_progress");
});

test("the mastering engineer does not take a mix back", async () => {
  const made = await makeProject();
  await makeRevision(made);
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  await expect(takeBack(made.people.mastering_engineer, { workItemId })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
});

test("a set that was handed off is returned by who receives it, never taken back like a revision", async () => {
  const made = await makeProject();
  await putInState(made.song.id, "recording", "in_review");
  const { id: workItemId } = await workItemOf(made.song.id, "recording");
  for (const who of [made.owner, made.people.mixing_engineer])
    await expect(takeBack(who, { workItemId })).rejects.toMatchObject({ code: "INVALID" });
  expect(await stateOf(made.song.id, "recording")).toBe("in_review");
});

test("taking back and approving at once: one of them wins", async () => {
  const made = await makeProject();
  const { revisionId, file } = await makeRevision(made);
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  const results = await Promise.allSettled([
    takeBack(made.people.mixing_engineer, { workItemId }),
    giveSignOff(made.people.client, { revisionId, sha256: file.sha256, newestSeenId: revisionId }),
  ]);
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
});
