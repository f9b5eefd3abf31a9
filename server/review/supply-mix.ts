import type { Person } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { markSent } from "../files/mark-sent.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { recordAnswers } from "./record-answers.ts";
import { SupplyMix } from "./schema.ts";

/** A mix made elsewhere becomes the next mix of a song that is not mixed here, or whose mixing was cancelled. */
export async function supplyMix(actor: Person, input: SupplyMix) {
  const { songId, fileId, changeNote, answers } = SupplyMix.parse(input);
  const { studioId, projectId } = await songFor(actor, songId, "premaster.upload");
  return transact(async (tx) => {
    await lockSong(tx, songId);
    const mixing = await tx.workItem.count({
      where: { songId, stage: "mixing", state: { not: "cancelled" } },
    });
    if (mixing > 0)
      throw new Refused(
        "CONFLICT",
        "This song is mixed here: the premaster is the signed-off mix. Nothing was changed; send it as the next mix instead.",
      );
    const file = await tx.file.findFirst({
      where: { id: fileId, songId, kind: "premaster" },
      select: { sha256: true, setAsideAt: true, revision: { select: { id: true } } },
    });
    if (!file) throw new Refused("INVALID", "That mix is not here. Upload it again; nothing was sent.");
    if (file.revision)
      throw new Refused(
        "CONFLICT",
        "This mix was supplied already. Nothing was sent twice; upload another one to send it as the next.",
      );
    if (file.setAsideAt)
      throw new Refused(
        "CONFLICT",
        "This mix was set aside. It is safe and nothing was sent; bring it back, then supply it.",
      );
    const last = await tx.revision.aggregate({
      where: { songId, stage: "mixing", variant: "main" },
      _max: { number: true },
    });
    const number = (last._max.number ?? 0) + 1;
    const revision = await tx.revision.create({
      data: {
        id: newId(),
        studioId,
        songId,
        stage: "mixing",
        number,
        fileId,
        changeNote,
        sentById: actor.userId,
        sentAt: now(),
      },
    });
    await markSent(tx, { studioId, as: "revision", sentAsId: revision.id, fileIds: [fileId] });
    await recordAnswers(tx, actor, { studioId, songId, revisionId: revision.id }, answers);
    await record(tx, actor, {
      kind: "revision.sent",
      studioId,
      streamId: projectId,
      subject: { revisionId: revision.id, songId, stage: "mixing", number, sha256: file.sha256 },
    });
    return { revisionId: revision.id, number };
  });
}
