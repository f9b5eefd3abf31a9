import { createTransport, type Transporter } from "nodemailer";
import { env } from "../env.ts";

export type Outgoing = { id: string; to: string; subject: string; text: string };

/** Hands one mail to the mail server. Its own message id lets a mailbox recognise one that was sent twice. */
export async function sendBySmtp(smtpUrl: string, mail: Outgoing) {
  await transportTo(smtpUrl).sendMail({
    from: { name: "Fresh Ears", address: env.MAIL_FROM },
    to: { name: "", address: mail.to },
    subject: mail.subject.replaceAll(/[\r\n]+/g, " "),
    text: mail.text,
    messageId: `<${mail.id}@${env.MAIL_FROM.split("@")[1]}>`,
    // A mail is words: it never takes in a file or an address of ours, whatever stands in it.
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

const transports = new Map<string, Transporter>();

function transportTo(smtpUrl: string): Transporter {
  const known = transports.get(smtpUrl);
  if (known) return known;
  const transport = createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  transports.set(smtpUrl, transport);
  return transport;
}
