import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { lockSong } from "../projects/lock-song.ts";
import { fileFor, fileToChange } from "./queries.ts";
import { requireUnsent } from "./require-unsent.ts";
import { streamOf } from "./rules.ts";
import { ChangeKind } from "./schema.ts";

/** Puts right what a file of the set is taken for. The original stays, and so does what was handed off before. */
export async function changeKind(actor: Person, input: ChangeKind) {
  const { fileId, from, to } = ChangeKind.parse(input);
  const { home } = await fileToChange(actor, fileId, to);
  if (home.kind !== "song") throw new Refused("INVALID", noSet);
  const { songId } = home;
  const changed = transact(async (tx) => {
    await lockSong(tx, songId);
    const file = await fileFor(actor, fileId, "see", tx);
    requireUnsent(file);
    const { count } = await tx.file.updateMany({
      where: { id: fileId, kind: from, setAsideAt: null },
      data: { kind: to },
    });
    if (count === 0)
      throw new Refused(
        "CONFLICT",
        `This file lies in the set as a ${words(from)} no longer. Nothing was changed; look at the set again.`,
      );
    await record(tx, actor, {
      kind: "file.kind_changed",
      ...streamOf(home),
      subject: { fileId, songId, from, to },
    });
  });
  await changed.catch((error: { code?: string }) => {
    throw error.code === "P2002" ? twin(to) : error;
  });
}

const noSet =
  "This file belongs to no song, so it is part of no set. Nothing was changed; bring it to the song instead.";

const words = (kind: string) => kind.replace("_", " ");

const twin = (kind: string) =>
  new Refused(
    "CONFLICT",
    `The same file lies here as a ${words(kind)} already, in the set or set aside. Nothing was changed; bring that one back, or set this one aside.`,
  );
