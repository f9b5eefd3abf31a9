import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { now } from "../time.ts";
import { lockHome } from "./lock-home.ts";
import { fileFor, fileToChange } from "./queries.ts";
import { requireUnsent } from "./require-unsent.ts";
import { streamOf } from "./rules.ts";
import { SetAsideFile } from "./schema.ts";

/** Takes a file out of the set that is being put together. The original stays. */
export async function setAsideFile(actor: Person, input: SetAsideFile) {
  const { fileId } = SetAsideFile.parse(input);
  const { home, songId } = await fileToChange(actor, fileId);
  return transact(async (tx) => {
    await lockHome(tx, home);
    const file = await fileFor(actor, fileId, "see", tx);
    requireUnsent(file);
    const { count } = await tx.file.updateMany({
      where: { id: fileId, setAsideAt: null },
      data: { setAsideAt: now() },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        "This file was set aside already. It is safe and nothing was changed; bring it back if it belongs here.",
      );
    await record(tx, actor, {
      kind: "file.set_aside",
      ...streamOf(home),
      subject: { fileId, songId, fileKind: file.kind },
    });
  });
}
