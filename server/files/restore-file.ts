import { type Actor, songFor } from "../access.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockSong } from "../projects/lock-song.ts";
import { compareLater } from "./compare-later.ts";
import { fileFor } from "./queries.ts";
import { bringPermission } from "./rules.ts";
import { RestoreFile } from "./schema.ts";

/** Puts a file that was set aside back into the set. */
export async function restoreFile(actor: Actor, input: RestoreFile) {
  const { fileId } = RestoreFile.parse(input);
  const { songId, kind } = await fileFor(actor, fileId, "see");
  const { studioId, projectId } = await songFor(actor, songId, bringPermission[kind]);
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
      subject: { fileId, songId },
    });
  });
}
