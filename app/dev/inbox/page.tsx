import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Page, PageHeading } from "@/components/shell/page.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { env } from "@/server/env.ts";
import { demoInbox } from "@/server/mail/queries.ts";

export const metadata: Metadata = { title: "Inbox of the demo", referrer: "same-origin" };

type Mail = Awaited<ReturnType<typeof demoInbox>>[number];

export default async function InboxPage({ searchParams }: { searchParams: Promise<{ to?: string }> }) {
  if (!env.DEMO || env.SMTP_URL) notFound();
  const { to } = await searchParams;
  const mails = await demoInbox(to);
  return (
    <Page>
      <PageHeading
        title={to ? `Mails to ${to}` : "Inbox of the demo"}
        actions={
          <>
            {to && <LinkButton href="/dev/inbox">All mails</LinkButton>}
            <LinkButton href="/sign-in">Change seats</LinkButton>
          </>
        }
      >
        The demo has no mail server: what would have been mailed stands here, newest first.
      </PageHeading>
      {mails.length === 0 && <p>Nothing was mailed yet. Invite somebody, or send a mix for review.</p>}
      <ol>
        {mails.map((mail, place) => (
          <Letter key={mail.id} mail={mail} open={place < 3} />
        ))}
      </ol>
    </Page>
  );
}

function Letter({ mail, open }: { mail: Mail; open: boolean }) {
  return (
    <li className="border-line border-t">
      <details open={open} className="group">
        <summary className="py-4">
          <h2 className="inline text-lg group-open:font-semibold">{mail.subject}</h2>
        </summary>
        <p className="text-muted text-sm">
          To{" "}
          <Link
            href={`/dev/inbox?to=${encodeURIComponent(mail.to)}`}
            className="break-all underline underline-offset-4"
          >
            {mail.to}
          </Link>
          ,{" "}
          <time dateTime={mail.createdAt.toISOString()}>
            {mail.createdAt.toLocaleString("en-GB", {
              dateStyle: "medium",
              timeStyle: "short",
              timeZone: "UTC",
            })}{" "}
            UTC
          </time>
        </p>
        <p className="mt-3 max-w-prose whitespace-pre-line wrap-anywhere pb-8">
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
      </details>
    </li>
  );
}
