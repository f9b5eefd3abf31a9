import type { Tx } from "../db.ts";
import { newId } from "../ids.ts";
import { enqueue } from "../queue.ts";

export type Letter = { to: string; subject: string; text: string; studioId?: string };

/** The row is the outbox: the mail exists exactly if the change that asked for it does. */
export async function postMail(tx: Tx, letter: Letter) {
  const id = newId();
  await tx.mail.create({
    data: {
      id,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      studioId: letter.studioId ?? null,
    },
  });
  await enqueue(tx, "notifications.sendMail", { mailId: id });
}
