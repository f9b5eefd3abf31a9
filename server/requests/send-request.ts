import type { Person } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { lockSong } from "../projects/lock-song.ts";
import { putRequest } from "../review/put-request.ts";
import { revisionFor } from "../review/revision-for.ts";
import { recallMix } from "./recall-mix.ts";
import { SendRequest } from "./schema.ts";

/** From mastering to mixing. A blocking one recalls the mix and holds mastering until it is answered and closed. */
export async function sendRequest(actor: Person, input: SendRequest) {
  const { revisionId, ...request } = SendRequest.parse(input);
  const { studioId, projectId, song, revision } = await revisionFor(actor, revisionId, "request.send");
  if (revision.stage !== "mixing")
    throw new Refused(
      "INVALID",
      "A mix-revision request is pinned to a mix. Your words are kept here; choose the mix it is about and send it again.",
    );
  return transact(async (tx) => {
    await lockSong(tx, song.id);
    // Who was taken out meanwhile leaves no request behind that nobody could close.
    await projectFor(actor, projectId, "request.send", tx);
    const { noteId, isNew } = await putRequest(tx, actor, { studioId, projectId, revision, ...request });
    if (isNew && request.blocking)
      await recallMix(tx, actor, { studioId, projectId, songId: song.id, noteId });
    return { noteId };
  });
}
