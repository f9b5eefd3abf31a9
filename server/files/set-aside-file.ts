import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockSong } from "../projects/lock-song.ts";
import { now } from "../time.ts";
import { compareLater } from "./compare-later.ts";
import { demandNotSent } from "./demand-not-sent.ts";
import { fileFor, fileToChange } from "./queries.ts";
import { SetAsideFile } from "./schema.ts";

/** Takes a file out of the set that is being put together. The original stays. */
export async function setAsideFile(actor: Person, input: SetAsideFile) {
  const { fileId } = SetAsideFile.parse(input);
  const { studioId, projectId, songId } = await fileToChange(actor, fileId);
  return transact(async (tx) => {
    await lockSong(tx, songId);
    const file = await fileFor(actor, fileId, "see", tx);
    demandNotSent(file);
    const { count } = await tx.file.updateMany({
      where: { id: fileId, setAsideAt: null },
      data: { setAsideAt: now() },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        "This file was set aside already. It is safe and nothing was changed; bring it back if it belongs here.",
      );
    await compareLater(tx, file);
    await record(tx, actor, {
      kind: "file.set_aside",
      studioId,
      streamId: projectId,
      subject: { fileId, songId, fileKind: file.kind },
    });
  });
}
