import { beforeEach, expect, test } from "vitest";
import { db } from "../db.ts";
import { acceptHandOff } from "../handoffs/accept-hand-off.ts";
import { offerPremaster } from "../handoffs/offer-premaster.ts";
import { reopenWork } from "../requests/reopen-work.ts";
import { sendRequest } from "../requests/send-request.ts";
import { withdrawSignOff } from "../requests/withdraw-sign-off.ts";
import { resolveNote } from "../review/resolve-note.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import { type MadeProject, makeProject, makeRevision, stateOf, workItemOf } from "../testing/factories.ts";
import { cancelWork } from "./cancel-work.ts";
import { holdWork } from "./hold-work.ts";
import { resumeWork } from "./resume-work.ts";

type Sent = Awaited<ReturnType<typeof makeRevision>>;
type Stage = "mixing" | "mastering" | "delivery";

let made: MadeProject;
let mix: Sent;
beforeEach(async () => {
  made = await makeProject();
  mix = await makeRevision(made);
  await signOff(mix);
  const { handOffId } = await offerPremaster(made.people.mixing_engineer, {
    songId: made.song.id,
    revisionId: mix.revisionId,
  });
  await acceptHandOff(made.people.mastering_engineer, { handOffId });
});

const signOff = (sent: Sent) =>
  giveSignOff(made.people.client, {
    revisionId: sent.revisionId,
    sha256: sent.file.sha256,
    newestSeenId: sent.revisionId,
  });
const idOf = async (stage: Stage) => (await workItemOf(made.song.id, stage)).id;
const hold = async (stage: Stage) =>
  holdWork(made.manager, { workItemId: await idOf(stage), reason: "The band is away" });
const resume = async (stage: Stage) => {
  await resumeWork(made.manager, { workItemId: await idOf(stage) });
  return stateOf(made.song.id, stage);
};
const block = () =>
  sendRequest(made.people.mastering_engineer, {
    revisionId: mix.revisionId,
    nature: "defect",
    words: "A click",
    blocking: true,
  });

test("delivery that was on hold while mastering was reopened waits again, and a blocking request finds it waiting", async () => {
  await signOff(await makeRevision(made, "mastering"));
  await hold("delivery");
  await reopenWork(made.manager, { workItemId: await idOf("mastering"), reason: "A wrong fade" });
  await block();
  expect(await resume("delivery")).toBe("waiting");
});

test("a master that was signed off while delivery was on hold is delivered once it is resumed", async () => {
  await hold("delivery");
  const { signOffId } = await signOff(await makeRevision(made, "mastering"));
  expect(await stateOf(made.song.id, "delivery")).toBe("on_hold");
  expect(await resume("delivery")).toBe("in_progress");
  await hold("delivery");
  await withdrawSignOff(made.people.client, { signOffId });
  expect(await resume("delivery")).toBe("waiting");
});

test("a blocking request holds mastering that is on hold: resumed, it waits for the next premaster", async () => {
  await hold("mastering");
  const { noteId } = await block();
  await resolveNote(made.people.mastering_engineer, { noteId });
  expect(await resume("mastering")).toBe("waiting");
  expect(await stateOf(made.song.id, "mixing")).toBe("in_progress");
});

test("a blocking request recalls a signed-off mix that is on hold", async () => {
  await hold("mixing");
  await block();
  expect(await resume("mixing")).toBe("in_progress");
  expect(await db.signOff.count({ where: { revisionId: mix.revisionId, ending: null } })).toBe(0);
});

test("a signed-off master that is on hold cannot be blocked any more", async () => {
  await signOff(await makeRevision(made, "mastering"));
  await hold("mastering");
  await expect(block()).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await resume("mastering")).toBe("approved");
});

test("a song that is in delivery cannot be blocked any more, also when its mastering was cancelled since", async () => {
  await signOff(await makeRevision(made, "mastering"));
  await cancelWork(made.manager, { workItemId: await idOf("mastering"), reason: "Entered twice" });
  await expect(block()).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await stateOf(made.song.id, "delivery")).toBe("in_progress");
});

test("of holding and following at once, the work ends where both agree", async () => {
  const master = await makeRevision(made, "mastering");
  const [held, signed] = await Promise.allSettled([hold("delivery"), signOff(master)]);
  if (signed.status === "rejected") expect(await stateOf(made.song.id, "mastering")).toBe("in_review");
  else if (held.status === "rejected") expect(await stateOf(made.song.id, "delivery")).toBe("in_progress");
  else expect(await resume("delivery")).toBe("in_progress");
});

test("mixing reopened under a master that is on hold leaves both waiting", async () => {
  await signOff(await makeRevision(made, "mastering"));
  await hold("mastering");
  const workItemId = await idOf("mixing");
  const reopen = (masterToo: boolean) =>
    reopenWork(made.manager, { workItemId, reason: "A wrong take", masterToo });
  await expect(reopen(false)).rejects.toMatchObject({ code: "CONFLICT" });
  await reopen(true);
  expect(await resume("mastering")).toBe("waiting");
  expect(await stateOf(made.song.id, "delivery")).toBe("waiting");
});

test("mixing reopened after the signed-off master's work was cancelled ends its sign-off and delivery", async () => {
  const master = await makeRevision(made, "mastering");
  await signOff(master);
  await cancelWork(made.manager, { workItemId: await idOf("mastering"), reason: "Entered twice" });
  await reopenWork(made.manager, {
    workItemId: await idOf("mixing"),
    reason: "A wrong take",
    masterToo: true,
  });
  expect(await stateOf(made.song.id, "mastering")).toBe("cancelled");
  expect(await stateOf(made.song.id, "delivery")).toBe("waiting");
  expect(await db.signOff.count({ where: { revisionId: master.revisionId, ending: null } })).toBe(0);
});
