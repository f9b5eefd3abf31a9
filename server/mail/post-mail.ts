import type { Tx } from "../db.ts";
import { newId } from "../ids.ts";
import { enqueue } from "../queue.ts";

export type Letter = {
  to: string;
  subject: string;
  text: string;
  studioId?: string;
  /** A mail with an id that exists already is the same mail, and is not written again. */
  id?: string;
};

/** The row is the outbox: the mail exists exactly if the change that asked for it does. */
export async function postMail(tx: Tx, { id = newId(), to, subject, text, studioId }: Letter) {
  const posted = await tx.mail.createMany({
    data: [{ id, to, subject, text, studioId: studioId ?? null }],
    skipDuplicates: true,
  });
  if (posted.count === 1) await enqueue(tx, "notifications.sendMail", { mailId: id });
}
