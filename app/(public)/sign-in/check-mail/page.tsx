import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { env } from "@/server/env.ts";

export const metadata: Metadata = { title: "Check your mail" };

export default function CheckMailPage() {
  const hasInbox = env.DEMO && !env.SMTP_URL;
  return (
    <>
      <h1 className="text-xl">Check your mail</h1>
      <p>
        If the address has an account here, a link is on its way to it. The link works once and for an hour.
        If nothing comes, look at the spelling of the address, in the spam folder, or ask the studio to invite
        you.
      </p>
      <div className="flex flex-wrap gap-3">
        {hasInbox && (
          <LinkButton href="/dev/inbox" tone="primary">
            Open the demo's inbox
          </LinkButton>
        )}
        <LinkButton href="/sign-in">Back to signing in</LinkButton>
      </div>
    </>
  );
}
