import type { Person } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { demandInside } from "../review/demand-inside.ts";
import { revisionFor } from "../review/revision-for.ts";
import { now } from "../time.ts";
import { recallMix } from "./recall-mix.ts";
import { SendRequest } from "./schema.ts";

/** From mastering to mixing. A blocking one recalls the mix and holds mastering until it is answered and closed. */
export async function sendRequest(actor: Person, input: SendRequest) {
  const { revisionId, nature, concerns, suggestion, blocking, words, startSample, endSample } =
    SendRequest.parse(input);
  const { studioId, projectId, song, revision } = await revisionFor(actor, revisionId, "request.send");
  if (revision.stage !== "mixing")
    throw new Refused(
      "INVALID",
      "A mix-revision request is pinned to a mix. Your words are kept here; choose the mix it is about and send it again.",
    );
  const authorId = actor.userId;
  return transact(async (tx) => {
    await lockSong(tx, song.id);
    // Who was taken out meanwhile leaves no request behind that nobody could close.
    await projectFor(actor, projectId, "request.send", tx);
    // Pressed twice, or sent again because the answer got lost: it is the same request.
    const same = await tx.note.findFirst({
      where: {
        revisionId,
        authorId,
        words,
        startSample,
        endSample,
        resolution: null,
        request: { nature, concerns: { equals: concerns }, suggestion, blocking },
      },
      select: { id: true },
    });
    if (same) return { noteId: same.id };
    const noteId = newId();
    await demandInside(tx, revision, { startSample, endSample });
    await tx.note.create({
      data: {
        id: noteId,
        studioId,
        revisionId,
        authorId,
        createdAt: now(),
        kind: "mix_revision_request",
        words,
        startSample,
        endSample,
      },
    });
    await tx.mixRevisionRequest.create({
      data: { noteId, studioId, nature, concerns, suggestion, blocking },
    });
    await record(tx, actor, {
      kind: "request.sent",
      studioId,
      streamId: projectId,
      subject: { noteId, revisionId, blocking },
    });
    if (blocking) await recallMix(tx, actor, { studioId, projectId, songId: song.id, noteId });
    return { noteId };
  });
}
