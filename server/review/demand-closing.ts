import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import type { Note } from "../generated/prisma/client.ts";
import { mastersOf } from "./masters-of.ts";
import { closersOf } from "./rules.ts";

type Of = { projectId: string; note: Pick<Note, "kind" | "authorId"> };

/** Refuses who neither asked nor stands in for who did. Under the song's lock: who masters may change meanwhile. */
export async function demandClosing(tx: Tx, actor: Person, { projectId, note }: Of, words: string) {
  const participants = await tx.participant.findMany({ where: { projectId } });
  if (!closersOf(note, mastersOf(participants)).includes(actor.userId))
    throw new Refused("NOT_ALLOWED", words);
}
