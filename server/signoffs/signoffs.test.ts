import { beforeEach, expect, test } from "vitest";
import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { deliverMaster } from "../delivery/deliver-master.ts";
import { acceptHandOff } from "../handoffs/accept-hand-off.ts";
import { offerPremaster } from "../handoffs/offer-premaster.ts";
import { songReview } from "../overview/song-review.ts";
import { reopenWork } from "../requests/reopen-work.ts";
import { sendRequest } from "../requests/send-request.ts";
import { withdrawSignOff } from "../requests/withdraw-sign-off.ts";
import { supplyMix } from "../review/supply-mix.ts";
import {
  type MadeProject,
  makeFile,
  makeProject,
  makeRevision,
  stateOf,
  workItemOf,
} from "../testing/factories.ts";
import { cancelWork } from "../work/cancel-work.ts";
import { giveSignOff } from "./give-sign-off.ts";
import { recordApprovedElsewhere } from "./record-approved-elsewhere.ts";

let made: MadeProject;
beforeEach(async () => {
  made = await makeProject();
});

type Sent = { revisionId: string; file: { sha256: string } };
const signing = (sent: Sent, newest: Sent = sent) => ({
  revisionId: sent.revisionId,
  sha256: sent.file.sha256,
  newestSeenId: newest.revisionId,
});

test("a sign-off keeps who, when, and the hashes of file and PCM", async () => {
  const mix = await makeRevision(made);
  const { signOffId } = await giveSignOff(made.people.client, signing(mix));
  const report = await db.report.findFirstOrThrow({
    where: { studioId: made.studioId, sha256: mix.file.sha256 },
  });
  expect(await db.signOff.findUniqueOrThrow({ where: { id: signOffId } })).toMatchObject({
    byId: made.people.client.userId,
    sha256: mix.file.sha256,
    pcmSha256: report.pcmSha256,
  });
  expect(await stateOf(made.song.id, "mixing")).toBe("approved");
});

test("two people approving at once give one sign-off", async () => {
  const mix = await makeRevision(made);
  const results = await Promise.allSettled([
    giveSignOff(made.people.client, signing(mix)),
    giveSignOff(made.people.artist, signing(mix)),
  ]);
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(results.find((r) => r.status === "rejected")?.reason).toMatchObject({
    words: expect.stringContaining("Somebody else has just approved this"),
  });
  expect(await db.signOff.count({ where: { revisionId: mix.revisionId } })).toBe(1);
});

test("who approves what they approved already is told so, and once it is withdrawn approves again", async () => {
  const mix = await makeRevision(made);
  const { signOffId } = await giveSignOff(made.people.client, signing(mix));
  await expect(giveSignOff(made.people.client, signing(mix))).rejects.toThrow("You approved this already");
  await expect(giveSignOff(made.people.artist, signing(mix))).rejects.toThrow(
    "Somebody else has just approved this",
  );
  expect(await db.signOff.count({ where: { revisionId: mix.revisionId } })).toBe(1);
  await withdrawSignOff(made.people.client, { signOffId });
  await giveSignOff(made.people.client, signing(mix));
  expect(await db.signOff.count({ where: { revisionId: mix.revisionId } })).toBe(2);
});

test("nobody signs off by rank: owner, manager and engineers are refused", async () => {
  const mix = await makeRevision(made);
  for (const actor of [
    made.owner,
    made.manager,
    made.people.mixing_engineer,
    made.people.mastering_engineer,
  ]) {
    await expect(giveSignOff(actor, signing(mix))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  }
});

test("a page that is out of date decides nothing; an older revision is asked once more", async () => {
  const first = await makeRevision(made);
  const second = await makeRevision(made);
  await expect(giveSignOff(made.people.client, signing(first))).rejects.toThrow(/Mix 2 has arrived/);
  await expect(giveSignOff(made.people.client, signing(first, second))).rejects.toThrow(/newer/);
  await giveSignOff(made.people.client, { ...signing(first, second), evenThoughOlder: true });
  expect(await db.signOff.findFirst({ where: { revision: { songId: made.song.id } } })).toMatchObject({
    revisionId: first.revisionId,
  });
});

test("a sign-off names the file that was heard, or is refused", async () => {
  const mix = await makeRevision(made);
  await expect(
    giveSignOff(made.people.client, { ...signing(mix), sha256: "0".repeat(64) }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test("who gave it withdraws it, until mastering has accepted", async () => {
  const mix = await makeRevision(made);
  const { signOffId } = await giveSignOff(made.people.client, signing(mix));
  await expect(withdrawSignOff(made.people.artist, { signOffId })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  const { handOffId } = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix.revisionId,
  });
  await withdrawSignOff(made.people.client, { signOffId });
  expect(await stateOf(made.song.id, "mixing")).toBe("in_review");
  await expect(acceptHandOff(made.people.mastering_engineer, { handOffId })).rejects.toMatchObject({
    code: "CONFLICT",
  });

  const again = await giveSignOff(made.people.client, signing(mix));
  const offered = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix.revisionId,
  });
  const race = await Promise.allSettled([
    acceptHandOff(made.people.mastering_engineer, { handOffId: offered.handOffId }),
    withdrawSignOff(made.people.client, { signOffId: again.signOffId }),
  ]);
  expect(race.filter((r) => r.status === "fulfilled")).toHaveLength(1);
});

test("the master's sign-off puts the song in delivery, and withdrawing takes it out again", async () => {
  const mix = await makeRevision(made);
  await giveSignOff(made.people.client, signing(mix));
  const { handOffId } = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix.revisionId,
  });
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  const master = await makeRevision(made, "mastering");
  const { signOffId } = await giveSignOff(made.people.client, signing(master));
  expect(await stateOf(made.song.id, "delivery")).toBe("in_progress");
  await withdrawSignOff(made.people.client, { signOffId });
  expect(await stateOf(made.song.id, "delivery")).toBe("waiting");
  expect(await stateOf(made.song.id, "mastering")).toBe("in_review");
});

async function signedMaster() {
  const mix = await makeRevision(made);
  await giveSignOff(made.people.client, signing(mix));
  const { handOffId } = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix.revisionId,
  });
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  const master = await makeRevision(made, "mastering");
  return { mix, master, ...(await giveSignOff(made.people.client, signing(master))) };
}

test("a master that was taken no longer withdraws; the one after it does, until it is taken too", async () => {
  const { master, signOffId } = await signedMaster();
  const takenAt = async () =>
    (await songReview(made.people.client, made.song.id)).revisions.map((r) => r.takenAt);
  expect(await takenAt()).toEqual([null, null]);
  await deliverMaster(made.people.client, master.file.id);
  expect(await takenAt()).toEqual([null, expect.any(Date)]);
  await expect(withdrawSignOff(made.people.client, { signOffId })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const { id: workItemId } = await workItemOf(made.song.id, "mastering");
  await reopenWork(made.manager, { workItemId, reason: "A wrong fade" });
  const again = await makeRevision(made, "mastering");
  const next = await giveSignOff(made.people.client, signing(again));
  await withdrawSignOff(made.people.client, { signOffId: next.signOffId });
  expect(await stateOf(made.song.id, "mastering")).toBe("in_review");
});

test("the sign-off of a mix is withdrawn where mastering was cancelled", async () => {
  const mix = await makeRevision(made);
  const { signOffId } = await giveSignOff(made.people.client, signing(mix));
  const { id: workItemId } = await workItemOf(made.song.id, "mastering");
  await cancelWork(made.manager, { workItemId, reason: "Mastered by the label" });
  const twice = await Promise.allSettled([
    withdrawSignOff(made.people.client, { signOffId }),
    withdrawSignOff(made.people.client, { signOffId }),
  ]);
  expect(twice.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect([
    await stateOf(made.song.id, "mixing"),
    await db.signOffEnd.count({ where: { signOffId } }),
    await db.event.count({ where: { streamId: made.projectId, kind: "signoff.withdrawn" } }),
  ]).toEqual(["in_review", 1, 1]);
});

const reason = "Wrong vocal take";
const states = async () =>
  Promise.all((["mixing", "mastering", "delivery"] as const).map((s) => stateOf(made.song.id, s)));
const reopenMixing = async (actor: Person, masterToo: boolean) =>
  reopenWork(actor, { workItemId: (await workItemOf(made.song.id, "mixing")).id, reason, masterToo });

test("mixing reopened under a signed-off master supersedes both sign-offs, each on record with the reason", async () => {
  const { mix, master } = await signedMaster();
  await reopenMixing(made.manager, true);
  expect(await states()).toEqual(["in_progress", "waiting", "waiting"]);
  const ended = await db.signOffEnd.findMany({
    include: { signOff: true },
    where: { studioId: made.studioId },
  });
  expect(ended.map((e) => [e.signOff.revisionId, e.ending, e.reason]).toSorted()).toEqual(
    [mix, master].map((r) => [r.revisionId, "superseded", reason]).toSorted(),
  );
  const events = await db.event.findMany({
    where: { streamId: made.projectId, kind: "signoff.superseded" },
    select: { subject: true },
  });
  expect(new Set(events.map((e) => (e.subject as { signOffId: string }).signOffId))).toEqual(
    new Set(ended.map((e) => e.signOffId)),
  );
  await expect(deliverMaster(made.people.client, master.file.id)).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  const { people } = await songReview(made.people.client, made.song.id);
  expect(people[made.manager.userId], "who ended them has a name").toBeTruthy();
});

test("a page that does not know of the master's sign-off, or who may not reopen, supersedes nothing", async () => {
  const { mix, master } = await signedMaster();
  await expect(reopenMixing(made.manager, false)).rejects.toMatchObject({ code: "CONFLICT" });
  for (const who of ["client", "mixing_engineer", "mastering_engineer"] as const)
    await expect(reopenMixing(made.people[who], true)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(reopenMixing((await makeProject()).manager, true)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const revisionId = { in: [mix.revisionId, master.revisionId] };
  expect(await db.signOff.count({ where: { revisionId, ending: null } })).toBe(2);
  expect(await states()).toEqual(["approved", "approved", "in_progress"]);
});

test("two people reopening mixing under a signed-off master at once reopen it once", async () => {
  await signedMaster();
  const twice = await Promise.allSettled([reopenMixing(made.manager, true), reopenMixing(made.owner, true)]);
  expect(twice.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(await db.signOffEnd.count({ where: { studioId: made.studioId } })).toBe(2);
});

test("signing the master off and reopening its mix at once: one of them wins", async () => {
  const mix = await makeRevision(made);
  await giveSignOff(made.people.client, signing(mix));
  const { handOffId } = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix.revisionId,
  });
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  const master = await makeRevision(made, "mastering");
  const [signed, reopened] = await Promise.allSettled([
    giveSignOff(made.people.client, signing(master)),
    reopenMixing(made.manager, false),
  ]);
  expect([signed.status, reopened.status].toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await states()).toEqual(
    signed.status === "fulfilled"
      ? ["approved", "approved", "in_progress"]
      : ["in_progress", "waiting", "waiting"],
  );
});

test("mixing is reopened after mastering was, too", async () => {
  await signedMaster();
  const { id: workItemId } = await workItemOf(made.song.id, "mastering");
  await reopenWork(made.manager, { workItemId, reason });
  await reopenMixing(made.manager, false);
  expect(await states()).toEqual(["in_progress", "waiting", "waiting"]);
});

test("reopening mixing takes an offered premaster back, so that the next one can be offered", async () => {
  const mix = await makeRevision(made);
  await giveSignOff(made.people.client, signing(mix));
  const offer = (revisionId: string) =>
    offerPremaster(made.people.mixing_engineer, { songId: made.song.id, revisionId });
  const { handOffId } = await offer(mix.revisionId);
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  await reopenWork(made.manager, { workItemId, reason: "Wrong vocal take" });
  expect(await db.handOffSettlement.findUniqueOrThrow({ where: { handOffId } })).toMatchObject({
    outcome: "returned",
    reasons: "Wrong vocal take",
  });
  expect(await db.event.count({ where: { streamId: made.projectId, kind: "handoff.returned" } })).toBe(1);
  const mix2 = await makeRevision(made);
  await giveSignOff(made.people.client, signing(mix2));
  await offer(mix2.revisionId);
});

test("the studio reopens approved work with a reason, and its sign-off is superseded", async () => {
  const mix = await makeRevision(made);
  const { signOffId } = await giveSignOff(made.people.client, signing(mix));
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  await expect(
    reopenWork(made.people.mixing_engineer, { workItemId, reason: "Wrong vocal take" }),
  ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const twice = await Promise.allSettled([
    reopenWork(made.manager, { workItemId, reason: "Wrong vocal take" }),
    reopenWork(made.owner, { workItemId, reason: "Wrong vocal take" }),
  ]);
  expect(twice.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  expect(await db.signOffEnd.findUniqueOrThrow({ where: { signOffId } })).toMatchObject({
    ending: "superseded",
    reason: "Wrong vocal take",
  });
  expect(await stateOf(made.song.id, "mixing")).toBe("in_progress");
});

test("a supplied mix goes to mastering once its approval elsewhere is on record", async () => {
  made = await makeProject({ stages: ["mastering", "delivery"] });
  const file = await makeFile(made, { kind: "premaster", by: made.people.client });
  const { revisionId } = await supplyMix(made.people.client, { songId: made.song.id, fileId: file.id });
  const offer = () => offerPremaster(made.people.client, { songId: made.song.id, revisionId });
  await expect(offer()).rejects.toMatchObject({ code: "CONFLICT" });
  await recordApprovedElsewhere(made.people.client, { revisionId, approvedBy: "The band, by mail" });
  await expect(
    recordApprovedElsewhere(made.people.client, { revisionId, approvedBy: "Again" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  const { handOffId } = await offer();
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  expect(await stateOf(made.song.id, "mastering")).toBe("in_progress");
});

test("a song whose mixing was cancelled is mastered from a supplied mix", async () => {
  const file = await makeFile(made, { kind: "premaster", by: made.people.client });
  const supply = () => supplyMix(made.people.client, { songId: made.song.id, fileId: file.id });
  await expect(supply()).rejects.toMatchObject({ code: "CONFLICT" });
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  await cancelWork(made.manager, { workItemId, reason: "The band brings its own mix" });
  const { revisionId } = await supply();
  await recordApprovedElsewhere(made.people.client, { revisionId, approvedBy: "The band, by mail" });
  const { handOffId } = await offerPremaster(made.people.client, { songId: made.song.id, revisionId });
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
  expect([await stateOf(made.song.id, "mixing"), await stateOf(made.song.id, "mastering")]).toEqual([
    "cancelled",
    "in_progress",
  ]);
});

test("two people who record that a mix was approved elsewhere record one approval", async () => {
  made = await makeProject({ stages: ["mastering", "delivery"] });
  const file = await makeFile(made, { kind: "premaster", by: made.people.client });
  const { revisionId } = await supplyMix(made.people.client, { songId: made.song.id, fileId: file.id });
  const twice = await Promise.allSettled(
    [made.people.client, made.manager].map((who) =>
      recordApprovedElsewhere(who, { revisionId, approvedBy: "The band" }),
    ),
  );
  expect(twice.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await db.signOff.count({ where: { revisionId } })).toBe(1);
});

test("a mix made here is not approved elsewhere", async () => {
  const { revisionId } = await makeRevision(made);
  await expect(
    recordApprovedElsewhere(made.people.client, { revisionId, approvedBy: "Somebody" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a mix is not approved while a blocking request on it is unanswered", async () => {
  const mix = await makeRevision(made);
  await sendRequest(made.people.mastering_engineer, {
    revisionId: mix.revisionId,
    nature: "defect",
    words: "A click",
    blocking: true,
  });
  await expect(giveSignOff(made.people.client, signing(mix))).rejects.toThrow(/blocking request/);
  expect(await db.signOff.count({ where: { revisionId: mix.revisionId } })).toBe(0);
});
