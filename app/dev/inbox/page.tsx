import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Page, PageHeading } from "@/components/shell/page.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { env } from "@/server/env.ts";
import { demoInbox } from "@/server/mail/queries.ts";

export const metadata: Metadata = { title: "Inbox of the demo", referrer: "no-referrer" };

type Mail = Awaited<ReturnType<typeof demoInbox>>[number];

export default async function InboxPage() {
  if (!env.DEMO || env.SMTP_URL) notFound();
  const mails = await demoInbox();
  return (
    <Page>
      <PageHeading title="Inbox of the demo" actions={<LinkButton href="/sign-in">Change seats</LinkButton>}>
        The demo has no mail server: what would have been mailed stands here, newest first.
      </PageHeading>
      {mails.length === 0 && <p>Nothing was mailed yet. Invite somebody, or send a mix for review.</p>}
      <ol className="grid gap-8">
        {mails.map((mail) => (
          <Letter key={mail.id} mail={mail} />
        ))}
      </ol>
    </Page>
  );
}

function Letter({ mail }: { mail: Mail }) {
  return (
    <li className="border-line border-t pt-4">
      <article>
        <h2 className="text-lg">{mail.subject}</h2>
        <p className="text-muted text-sm">
          To <span className="break-all">{mail.to}</span>,{" "}
          <time dateTime={mail.createdAt.toISOString()}>
            {mail.createdAt.toLocaleString("en-GB", {
              dateStyle: "medium",
              timeStyle: "short",
              timeZone: "UTC",
            })}{" "}
            UTC
          </time>
        </p>
        <p className="mt-3 max-w-prose whitespace-pre-line break-words">
          {mail.text.split(/(https?:\/\/\S+)/).map((words, place) =>
            place % 2 === 1 ? (
              <a key={words} href={words} className="break-all underline underline-offset-4">
                {words}
              </a>
            ) : (
              words
            ),
          )}
        </p>
      </article>
    </li>
  );
}
