import { expect, test } from "vitest";
import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { type EventKind, isMailed } from "../event-kinds.ts";
import { acceptHandOff } from "../handoffs/accept-hand-off.ts";
import { offerPremaster } from "../handoffs/offer-premaster.ts";
import { returnHandOff } from "../handoffs/return-hand-off.ts";
import { acceptInvitation } from "../people/accept-invitation.ts";
import { addParticipant } from "../people/add-participant.ts";
import { invitePerson } from "../people/invite-person.ts";
import { reopenWork } from "../requests/reopen-work.ts";
import { sendBackAnswer } from "../requests/send-back-answer.ts";
import { sendRequest } from "../requests/send-request.ts";
import { withdrawSignOff } from "../requests/withdraw-sign-off.ts";
import { addNote } from "../review/add-note.ts";
import { replyToNote } from "../review/reply-to-note.ts";
import { sendRevision } from "../review/send-revision.ts";
import { sendRound } from "../review/send-round.ts";
import { giveSignOff } from "../signoffs/give-sign-off.ts";
import {
  type MadeProject,
  makeFile,
  makeMember,
  makeProject,
  makeRevision,
  workItemOf,
} from "../testing/factories.ts";
import { lettersAbout } from "./letters-about.ts";

const blank = { startSample: null, endSample: null };

/** The letters about the newest event of a kind, by the name of who gets each. */
async function lettersOf(made: MadeProject, kind: EventKind) {
  const event = await db.event.findFirstOrThrow({
    where: { streamId: made.projectId, kind },
    orderBy: { number: "desc" },
  });
  const letters = await lettersAbout(event);
  const users = await db.user.findMany({ where: { email: { in: letters.map((l) => l.to) } } });
  const named = letters.map((l) => [users.find((u) => u.email === l.to)?.name ?? l.to, l] as const);
  return { to: named.map(([name]) => name).sort(), by: Object.fromEntries(named), first: letters[0] };
}

const signOff = async (
  actor: Person,
  { revisionId, file }: { revisionId: string; file: { sha256: string } },
) => giveSignOff(actor, { revisionId, sha256: file.sha256, newestSeenId: revisionId });

test("a revision for review goes to those who decide, with the engineer's words, and not to its sender", async () => {
  const made = await makeProject();
  await makeRevision(made);
  const { to, by } = await lettersOf(made, "revision.sent");
  expect(to).toEqual(["artist", "client", "producer"]);
  expect(by.client?.subject).toBe("Mix 1 of “A song” is ready to hear");
  expect(by.client?.text).toContain("mixing_engineer sent Mix 1 of “A song” for review.");
  expect(by.client?.text).toContain("> What changed");
  expect(by.client?.text).toMatch(/http:\/\/127\.0\.0\.1:3000\/\S+/);
});

test("a mix that leaves what mastering waits for undone is not said to be ready", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  await sendRequest(made.people.mastering_engineer, {
    revisionId,
    nature: "defect",
    words: "A click",
    blocking: true,
  });
  await makeRevision(made);
  const { by } = await lettersOf(made, "revision.sent");
  expect(by.client?.subject).toBe("Mix 2 of “A song” is here to hear");
  expect(by.client?.text).toContain("it cannot be approved yet");
});

test("whose notes a revision answers is told how many", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  const { noteId } = await addNote(made.people.client, {
    revisionId,
    kind: "request",
    words: "Louder",
    ...blank,
  });
  await sendRound(made.people.client, { revisionId });
  const round = await lettersOf(made, "round.sent");
  expect(round.to).toEqual(["mixing_engineer"]);
  expect(round.by.mixing_engineer?.text).toContain("client sent one note on Mix 1");

  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  const file = await makeFile(made, { kind: "mix_print", by: made.people.mixing_engineer });
  await sendRevision(made.people.mixing_engineer, {
    workItemId,
    fileId: file.id,
    changeNote: "Vocals up",
    answers: [{ noteId, outcome: "answered", words: "1 dB" }],
  });
  const { by } = await lettersOf(made, "revision.sent");
  expect(by.client?.text).toContain("about one note of yours");
  expect(by.artist?.text).not.toContain("of yours");
});

test("a sign-off is told to both engineers and to the studio, and only the next one reads that the file comes to them", async () => {
  const made = await makeProject();
  const revision = await makeRevision(made);
  const { signOffId } = await signOff(made.people.client, revision);
  const { to, by } = await lettersOf(made, "signoff.given");
  expect(to).toEqual(["manager", "mastering_engineer", "mixing_engineer", "owner"]);
  expect(by.mastering_engineer?.text).toContain("your stage starts from");
  expect(by.mixing_engineer?.text).not.toContain("your stage starts from");

  await withdrawSignOff(made.people.client, { signOffId, reason: "The label heard a click" });
  const withdrawn = await lettersOf(made, "signoff.withdrawn");
  expect(withdrawn.to).toEqual(["manager", "mastering_engineer", "mixing_engineer", "owner"]);
  expect(withdrawn.by.mixing_engineer?.text).toContain("> The label heard a click");
});

test("a hand-off is told to the receiver, and its answer to who offered it", async () => {
  const made = await makeProject();
  const { people, song } = made;
  const revision = await makeRevision(made);
  await signOff(people.client, revision);
  const offer = { songId: song.id, revisionId: revision.revisionId, words: "Have fun" };
  const first = await offerPremaster(people.mixing_engineer, offer);
  const offered = await lettersOf(made, "handoff.offered");
  expect(offered.to).toEqual(["mastering_engineer"]);
  expect(offered.first?.subject).toBe("“A song” is waiting for you: the premaster");
  expect(offered.first?.text).toContain("> Have fun");

  await returnHandOff(people.mastering_engineer, { handOffId: first.handOffId, reasons: "The intro is cut" });
  const returned = await lettersOf(made, "handoff.returned");
  expect(returned.to).toEqual(["mixing_engineer"]);
  expect(returned.first?.text).toContain("> The intro is cut");

  const second = await offerPremaster(people.mixing_engineer, offer);
  await acceptHandOff(people.mastering_engineer, { handOffId: second.handOffId });
  expect((await lettersOf(made, "handoff.accepted")).to).toEqual(["mixing_engineer"]);
});

test("a blocking request wakes the studio too; a question goes to the mixing engineer alone", async () => {
  const made = await makeProject();
  const { revisionId } = await makeRevision(made);
  const about = { revisionId, words: "The kick hides the bass", ...blank };
  await sendRequest(made.people.mastering_engineer, { ...about, nature: "question", blocking: false });
  expect((await lettersOf(made, "request.sent")).to).toEqual(["mixing_engineer"]);
  await sendRequest(made.people.mastering_engineer, { ...about, nature: "defect", blocking: true });
  const blocking = await lettersOf(made, "request.sent");
  expect(blocking.to).toEqual(["manager", "mixing_engineer", "owner"]);
  expect(blocking.first?.subject).toBe("Mastering waits for a change in the mix of “A song”");
});

test("an answer that comes back reaches who gave it, and a reply who wrote before", async () => {
  const made = await makeProject();
  const { people, song } = made;
  const { revisionId } = await makeRevision(made);
  const { noteId } = await addNote(people.client, { revisionId, kind: "request", words: "Louder", ...blank });
  await replyToNote(people.mixing_engineer, { noteId, words: "The whole voice?" });
  const reply = await lettersOf(made, "note.replied");
  expect(reply.to).toEqual(["client"]);
  expect(reply.first?.text).toContain("> The whole voice?");

  await sendRound(people.client, { revisionId });
  const file = await makeFile(made, { kind: "mix_print", by: people.mixing_engineer });
  await sendRevision(people.mixing_engineer, {
    workItemId: (await workItemOf(song.id, "mixing")).id,
    fileId: file.id,
    changeNote: "Up",
    answers: [{ noteId, outcome: "answered", words: "1 dB" }],
  });
  const { id: answerId } = await db.noteAnswer.findFirstOrThrow({ where: { noteId } });
  await sendBackAnswer(people.client, { answerId, words: "More still" });
  const back = await lettersOf(made, "answer.sent_back");
  expect(back.to).toEqual(["mixing_engineer"]);
  expect(back.first?.text).toContain("> More still");
});

test("reopened work is told with its reason", async () => {
  const made = await makeProject();
  await signOff(made.people.client, await makeRevision(made));
  const { id: workItemId } = await workItemOf(made.song.id, "mixing");
  await reopenWork(made.manager, { workItemId, reason: "New vocals were recorded" });
  const { to, first } = await lettersOf(made, "signoff.superseded");
  expect(to).toEqual(["client", "mastering_engineer", "mixing_engineer", "owner"]);
  expect(first?.text).toContain("> New vocals were recorded");
});

test("an accepted invitation is told to who invited; a part given directly to who got it", async () => {
  const made = await makeProject();
  const { projectId, manager, studioId } = made;
  const { link } = await invitePerson(manager, {
    projectId,
    email: "nia@new.example",
    name: "Nia",
    part: "client",
  });
  await acceptInvitation(null, { token: link?.split("/").at(-1) ?? "" });
  expect((await lettersOf(made, "invitation.accepted")).first?.text).toContain(
    "Nia accepted your invitation",
  );
  expect((await lettersOf(made, "participant.added")).to).toEqual([]);

  const { userId } = await makeMember(studioId, "engineer", "Enno");
  await addParticipant(manager, { projectId, userId, part: "mixing_engineer" });
  const { to, first } = await lettersOf(made, "participant.added");
  expect(to).toEqual(["Enno"]);
  expect(first?.text).toContain("as mixing engineer for “A release”");
});

test("who left the project is told nothing anymore", async () => {
  const made = await makeProject();
  await makeRevision(made);
  await db.participant.deleteMany({
    where: { projectId: made.projectId, userId: made.people.client.userId },
  });
  expect((await lettersOf(made, "revision.sent")).to).toEqual(["artist", "producer"]);
});

test("a line break in a title does not reach a mail's subject", async () => {
  const made = await makeProject({ songs: ["A song"] });
  await db.song.update({ where: { id: made.song.id }, data: { title: "A\r\nBcc: evil@x.example" } });
  await makeRevision(made);
  expect((await lettersOf(made, "revision.sent")).first?.subject).not.toMatch(/[\r\n]/);
});

test("every kind that notifies enqueues its delivery with the event itself", async () => {
  const made = await makeProject();
  await makeRevision(made);
  const events = await db.event.findMany({ where: { streamId: made.projectId } });
  const jobs = await db.$queryRaw<{ eventId: string }[]>`
    select payload->>'eventId' as "eventId" from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'notifications.deliver' and payload->>'studioId' = ${made.studioId}`;
  const expected = events.filter((e) => isMailed(e.kind)).map((e) => e.id);
  expect(jobs.map((j) => j.eventId).sort()).toEqual(expected.sort());
  expect(expected.length).toBeGreaterThan(0);
});
