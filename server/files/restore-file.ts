import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockSong } from "../projects/lock-song.ts";
import { compareLater } from "./compare-later.ts";
import { fileToChange } from "./queries.ts";
import { RestoreFile } from "./schema.ts";

/** Puts a file that was set aside back into the set. */
export async function restoreFile(actor: Person, input: RestoreFile) {
  const { fileId } = RestoreFile.parse(input);
  const { studioId, projectId, songId, kind } = await fileToChange(actor, fileId);
  return transact(async (tx) => {
    await lockSong(tx, songId);
    const { count } = await tx.file.updateMany({
      where: { id: fileId, setAsideAt: { not: null } },
      data: { setAsideAt: null },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        "This file is in the set already. Nothing was changed; reload the page to see it.",
      );
    await compareLater(tx, { kind, songId });
    await record(tx, actor, {
      kind: "file.restored",
      studioId,
      streamId: projectId,
      subject: { fileId, songId, fileKind: kind },
    });
  });
}
