import { type Actor, type Permission, revisionFor } from "../access.ts";
import { db, type Tx } from "../db.ts";
import { notFound } from "../errors.ts";

export async function noteFor(
  actor: Actor,
  noteId: string,
  permission: Permission,
  tx: Tx = db as unknown as Tx,
) {
  const note = await tx.note.findUnique({ where: { id: noteId } });
  if (!note) throw notFound();
  return { ...(await revisionFor(actor, note.revisionId, permission, tx)), note };
}
