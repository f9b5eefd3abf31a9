import { db } from "../db.ts";
import { env } from "../env.ts";
import { sendBySmtp } from "../mail/smtp.ts";
import type { Attempt, Jobs } from "../queue.ts";
import { now } from "../time.ts";

/**
 * Sends a mail once. A process that dies between the mail server's yes and our own row sends it again on the next
 * attempt, under the same message id. Links are keys: once a mail is out, its words are no longer kept here.
 */
export async function sendMail({ mailId }: Jobs["notifications.sendMail"], attempt: Attempt) {
  const mail = await db.mail.findUnique({ where: { id: mailId } });
  if (!mail || mail.sentAt || !env.SMTP_URL) return;
  await sendBySmtp(env.SMTP_URL, mail);
  await attempt.fenced((tx) =>
    tx.mail.updateMany({ where: { id: mailId, sentAt: null }, data: { sentAt: now(), text: "" } }),
  );
}
