import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerAuth } from "../answer-auth.ts";
import { db, transact } from "../db.ts";
import { env } from "../env.ts";
import { newId } from "../ids.ts";
import { postMail } from "../mail/post-mail.ts";
import { sendMail } from "./send-mail.ts";

const attempt = { key: "1", signal: new AbortController().signal, fenced: transact, last: false };
let server: SMTPServer;
let received: { mail: ParsedMail; recipients: string[] }[] = [];

beforeEach(() => startServer({}));
afterEach(() => stopServer());

async function startServer(options: SMTPServerOptions) {
  received = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map((r) => r.address);
      simpleParser(stream).then((mail) => {
        received.push({ mail, recipients });
        done();
      }, done);
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  env.SMTP_URL = `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

async function stopServer() {
  env.SMTP_URL = undefined;
  await new Promise<void>((resolve) => server.close(resolve));
}

async function posted(letter: { to?: string; subject?: string; text?: string } = {}) {
  const id = newId();
  await transact((tx) =>
    postMail(tx, { id, to: "cleo@label.example", subject: "Mix 1", text: "Hello Cleo", ...letter }),
  );
  return id;
}

test("a mail goes out once, from the studio, with its words, and its words are not kept after", async () => {
  const mailId = await posted({
    subject: "“Final Step” – Mix 1",
    text: "Hör mal:\n\nhttp://127.0.0.1:3000/x",
  });
  await sendMail({ mailId }, attempt);
  await sendMail({ mailId }, attempt);
  expect(received).toHaveLength(1);
  expect(received[0]?.recipients).toEqual(["cleo@label.example"]);
  expect(received[0]?.mail.subject).toBe("“Final Step” – Mix 1");
  expect(received[0]?.mail.text?.trim()).toBe("Hör mal:\n\nhttp://127.0.0.1:3000/x");
  expect(received[0]?.mail.from?.value[0]).toMatchObject({ name: "Fresh Ears", address: env.MAIL_FROM });
  const row = await db.mail.findUniqueOrThrow({ where: { id: mailId } });
  expect(row.sentAt).not.toBeNull();
  expect(row.text).toBe("");
});

test("a mail that may go out twice, after a crash in between, carries the same message id", async () => {
  const mailId = await posted();
  const dies = { ...attempt, fenced: () => Promise.reject(new Error("the process died here")) };
  await expect(sendMail({ mailId }, dies)).rejects.toThrow();
  await sendMail({ mailId }, attempt);
  expect(received).toHaveLength(2);
  expect(received[0]?.mail.messageId).toBe(received[1]?.mail.messageId);
});

test("one address is one recipient, whatever else stands in it", async () => {
  const mailId = await posted({
    to: "cleo@label.example, evil@x.example",
    subject: "A\r\nBcc: evil@x.example",
  });
  await sendMail({ mailId }, attempt).catch(() => {});
  expect(received.flatMap((r) => r.recipients)).not.toContain("evil@x.example");
});

test("while the mail server refuses, the mail waits unsent and goes out later", async () => {
  await stopServer();
  await startServer({ onMailFrom: (_address, _session, done) => done(new Error("come back later")) });
  const mailId = await posted();
  await expect(sendMail({ mailId }, attempt)).rejects.toThrow("come back later");
  expect((await db.mail.findUniqueOrThrow({ where: { id: mailId } })).sentAt).toBeNull();
  await stopServer();
  await startServer({});
  await sendMail({ mailId }, attempt);
  expect(received).toHaveLength(1);
});

test("without a mail server the mail stays in the outbox", async () => {
  await stopServer();
  const mailId = await posted();
  await sendMail({ mailId }, attempt);
  expect(await db.mail.findUniqueOrThrow({ where: { id: mailId } })).toMatchObject({
    sentAt: null,
    text: "Hello Cleo",
  });
  await startServer({});
});

test("the link that arrives in a mailbox is the one that signs in", async () => {
  const email = `${newId()}@sign.example`;
  await db.user.create({ data: { email, name: "Sina" } });
  await answerAuth(
    new Request(`${env.PUBLIC_URL}/api/auth/signin/email`, {
      method: "POST",
      headers: { origin: env.PUBLIC_URL, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email }).toString(),
    }),
  );
  const { id: mailId } = await db.mail.findFirstOrThrow({ where: { to: email } });
  await sendMail({ mailId }, attempt);
  const link = new URL(/http\S+/.exec(received[0]?.mail.text ?? "")?.[0] ?? "");
  const entered = await answerAuth(new Request(`${env.PUBLIC_URL}/api/auth/callback/email${link.search}`));
  expect(entered.headers.get("location")).toBe(env.PUBLIC_URL);
  expect(entered.headers.getSetCookie().some((c) => c.startsWith("fresh-ears.session="))).toBe(true);
});
