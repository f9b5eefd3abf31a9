import type { Person } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newestReport } from "../files/newest-report.ts";
import { releaseFile } from "../files/release-file.ts";
import type { Revision } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { openBlocking } from "../review/open-blocking.ts";
import { revisionFor } from "../review/revision-for.ts";
import { isAnswered } from "../review/rules.ts";
import { revisionLabel } from "../review/words.ts";
import { now } from "../time.ts";
import { followWork } from "../work/follow-work.ts";
import { moveWork } from "../work/move-work.ts";
import { standsAt } from "../work/rules.ts";
import { GiveSignOff } from "./schema.ts";

/** One named person approves one exact file, once; the stage is approved and the next one may begin. */
export async function giveSignOff(actor: Person, input: GiveSignOff) {
  const { revisionId, sha256, newestSeenId, evenThoughOlder } = GiveSignOff.parse(input);
  const { studioId, projectId, song, revision } = await revisionFor(actor, revisionId, "signoff.give");
  const { workItemId } = revision;
  if (!workItemId)
    throw new Refused(
      "CONFLICT",
      "This mix was made elsewhere, and its approval is put on record with it. Nothing was changed; go back to the song to see it.",
    );

  return transact(async (tx) => {
    await lockSong(tx, song.id);
    await requireNotGiven(tx, actor, revisionId);
    await demandNewest(tx, revision, newestSeenId, evenThoughOlder);
    const file = await fileToSign(tx, revision.fileId, sha256);
    if (revision.stage === "mastering") await requireNothingBlocks(tx, song.id);
    else await demandBlockingAnswered(tx, song.id);

    const signOff = await tx.signOff.create({
      data: {
        id: newId(),
        studioId,
        workItemId,
        revisionId,
        sha256,
        pcmSha256: file.pcmSha256,
        byId: actor.userId,
        at: now(),
      },
    });
    if (revision.stage === "mastering")
      await releaseFile(tx, { studioId, fileId: revision.fileId, signOffId: signOff.id });
    await record(
      tx,
      actor,
      {
        kind: "signoff.given",
        studioId,
        streamId: projectId,
        subject: { signOffId: signOff.id, revisionId, sha256, pcmSha256: file.pcmSha256 },
      },
      [decided("SignOff", signOff)],
    );
    const workItem = await tx.workItem.findUniqueOrThrow({ where: { id: workItemId } });
    const why = `sign-off ${signOff.id}`;
    await moveWork(tx, actor, { projectId, workItem, from: "in_review", to: "approved", why });
    const delivery = await tx.workItem.findFirst({ where: { songId: song.id, stage: "delivery" } });
    if (revision.stage === "mastering" && delivery && standsAt(delivery) === "waiting")
      await followWork(tx, actor, { projectId, workItem: delivery, to: "in_progress", why });
    return { signOffId: signOff.id };
  });
}

/** Another of those who decide was faster; or a page from before is sent again, as the browser's way back brings it. */
async function requireNotGiven(tx: Tx, actor: Person, revisionId: string) {
  const given = await tx.signOff.findFirst({ where: { revisionId, ending: null }, select: { byId: true } });
  if (!given) return;
  throw new Refused(
    "CONFLICT",
    given.byId === actor.userId
      ? "You approved this already. Your approval stands, and nothing was changed; go back to the song to see it."
      : "Somebody else has just approved this. Their approval stands, and yours changed nothing; go back to the song to see it.",
  );
}

async function demandNewest(tx: Tx, revision: Revision, newestSeenId: string, evenThoughOlder: boolean) {
  const newest = await tx.revision.findFirstOrThrow({
    where: { songId: revision.songId, stage: revision.stage, variant: revision.variant },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
  const label = revisionLabel(revision.stage, newest.number);
  if (newest.id !== newestSeenId)
    throw new Refused(
      "CONFLICT",
      `${label} has arrived since you opened this page. Nothing was approved; listen to it, then decide.`,
    );
  if (newest.id !== revision.id && !evenThoughOlder) {
    throw new Refused(
      "CONFLICT",
      `${label} is newer than the one you are approving. Nothing was approved; say once more that you mean the older one.`,
    );
  }
}

async function fileToSign(tx: Tx, fileId: string, sha256: string) {
  const file = await tx.file.findUniqueOrThrow({
    where: { id: fileId },
    select: {
      sha256: true,
      object: { select: { reports: { ...newestReport, select: { pcmSha256: true } } } },
    },
  });
  const [report] = file.object.reports;
  if (file.sha256 !== sha256 || !report)
    throw new Refused(
      "CONFLICT",
      "The file on your page is not this revision's file. Nothing was approved; reload the page and listen again.",
    );
  return { pcmSha256: report.pcmSha256 };
}

/** Else the mix would be approved with what it was recalled for undone, and the engineer could not send another. */
async function demandBlockingAnswered(tx: Tx, songId: string) {
  const blocking = await openBlocking(tx, songId);
  if (blocking.every(isAnswered)) return;
  throw new Refused(
    "CONFLICT",
    "Mastering sent a blocking request that no mix has answered yet. Nothing was approved; the next mix answers it.",
  );
}

async function requireNothingBlocks(tx: Tx, songId: string) {
  const blocking = await openBlocking(tx, songId);
  if (blocking.length === 0) return;
  const mixes = [...new Set(blocking.map((n) => `Mix ${n.revision.number}`))].join(", ");
  throw new Refused(
    "CONFLICT",
    `A blocking mix-revision request on ${mixes} is still open, so this song does not move to delivery. Nothing was approved; who asked closes it first.`,
  );
}
