import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockHome } from "./lock-home.ts";
import { fileToChange } from "./queries.ts";
import { streamOf } from "./rules.ts";
import { RestoreFile } from "./schema.ts";

/** Puts a file that was set aside back into the set. */
export async function restoreFile(actor: Person, input: RestoreFile) {
  const { fileId } = RestoreFile.parse(input);
  const { home, songId, kind } = await fileToChange(actor, fileId);
  return transact(async (tx) => {
    await lockHome(tx, home);
    const { count } = await tx.file.updateMany({
      where: { id: fileId, setAsideAt: { not: null } },
      data: { setAsideAt: null },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        "This file is in the set already. Nothing was changed; reload the page to see it.",
      );
    await record(tx, actor, {
      kind: "file.restored",
      ...streamOf(home),
      subject: { fileId, songId, fileKind: kind },
    });
  });
}
