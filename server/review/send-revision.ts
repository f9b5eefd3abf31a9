import type { Person } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { markSent } from "../files/mark-sent.ts";
import { newestReport } from "../files/newest-report.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { moveWork } from "../work/move-work.ts";
import { beginsByItself } from "../work/rules.ts";
import { workItemFor } from "../work/work-item-for.ts";
import { recordAnswers } from "./record-answers.ts";
import { hasRevisions, toSend } from "./rules.ts";
import { SendRevision } from "./schema.ts";

const prints = { mixing: "mix_print", mastering: "master" } as const;

/** Makes the print the next revision of its stage, immutable from here, and puts it in front of who decides. */
export async function sendRevision(actor: Person, input: SendRevision) {
  const { workItemId, fileId, changeNote, offsetSamples, answers } = SendRevision.parse(input);
  const { studioId, projectId, workItem } = await workItemFor(actor, workItemId, toSend);
  const { stage, songId } = workItem;
  if (!hasRevisions(stage))
    throw new Refused(
      "INVALID",
      "Revisions belong to mixing and mastering. Nothing was sent; open one of these and send it there.",
    );
  return transact(async (tx) => {
    await lockSong(tx, songId);
    const file = await printToSend(tx, { fileId, songId, kind: prints[stage] });
    const last = await tx.revision.aggregate({
      where: { songId, stage, variant: "main" },
      _max: { number: true },
    });
    const revision = await tx.revision.create({
      data: {
        id: newId(),
        studioId,
        songId,
        workItemId,
        stage,
        number: (last._max.number ?? 0) + 1,
        fileId,
        changeNote,
        offsetSamples,
        sentById: actor.userId,
        sentAt: now(),
      },
    });
    await markSent(tx, { studioId, as: "revision", sentAsId: revision.id, fileIds: [fileId] });
    await recordAnswers(tx, actor, { studioId, songId, revisionId: revision.id }, answers);
    await putInReview(tx, actor, projectId, workItemId);
    await record(tx, actor, {
      kind: "revision.sent",
      studioId,
      streamId: projectId,
      subject: { revisionId: revision.id, songId, stage, number: revision.number, sha256: file.sha256 },
    });
    return { revisionId: revision.id, number: revision.number };
  });
}

async function printToSend(
  tx: Tx,
  { fileId, songId, kind }: { fileId: string; songId: string; kind: "mix_print" | "master" },
) {
  const file = await tx.file.findFirst({
    where: { id: fileId, songId, kind },
    select: {
      sha256: true,
      setAsideAt: true,
      revision: { select: { id: true } },
      object: { select: { reports: { ...newestReport, select: { sha256: true } } } },
    },
  });
  if (!file) throw new Refused("INVALID", "That print is not here. Upload it again; nothing was sent.");
  if (file.revision)
    throw new Refused(
      "CONFLICT",
      "This print was sent already. Nothing was sent twice; upload another one to send it as the next.",
    );
  if (file.setAsideAt)
    throw new Refused(
      "CONFLICT",
      "This print was set aside. Nothing was sent and the print is safe; bring it back, then send it.",
    );
  if (file.object.reports.length === 0)
    throw new Refused(
      "CONFLICT",
      "This print is still being measured. It is safe and nothing was sent yet; send it in a moment.",
    );
  return file;
}

async function putInReview(tx: Tx, actor: Person, projectId: string, workItemId: string) {
  const workItem = await tx.workItem.findUniqueOrThrow({
    where: { id: workItemId },
    include: { song: { select: { workItems: { select: { stage: true, state: true } } } } },
  });
  const move = (from: typeof workItem.state, to: typeof workItem.state, why: string) =>
    moveWork(tx, actor, { projectId, workItem, from, to, why });
  switch (workItem.state) {
    case "waiting":
      if (!beginsByItself(workItem.stage, workItem.song.workItems)) {
        throw new Refused(
          "CONFLICT",
          "The hand-off into this stage was not accepted yet. Your print is kept; accept the hand-off, then send it.",
        );
      }
      await move("waiting", "in_progress", "started");
      break;
    case "in_review":
      await move("in_review", "in_progress", "taken back");
      break;
    case "in_progress":
      break;
    case "approved":
    case "on_hold":
    case "cancelled":
      throw new Refused(
        "CONFLICT",
        `This work is ${workItem.state.replace("_", " ")}. Your print is kept; ask the studio to reopen the work, then send it.`,
      );
  }
  await move("in_progress", "in_review", "revision sent");
}
