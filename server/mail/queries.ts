import { db } from "../db.ts";
import { env } from "../env.ts";
import { notFound } from "../errors.ts";

/** What would have been mailed; only the demo shows it, and only while it has no mail server. */
export async function demoInbox(to?: string) {
  if (!env.DEMO || env.SMTP_URL) throw notFound();
  return db.mail.findMany({
    where: to ? { to } : {},
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
    select: { id: true, to: true, subject: true, text: true, createdAt: true },
  });
}
