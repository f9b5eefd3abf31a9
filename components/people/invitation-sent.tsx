"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { useToast } from "@/components/ui/toast.tsx";

type Props = { email: string; link: string | null; demoInbox: boolean };

/** After an invitation: where its mail is. Where no mail leaves the house, the link itself can be passed on. */
export function InvitationSent({ email, link, demoInbox }: Props) {
  const say = useToast();
  if (!link)
    return (
      <Notice
        tone="ok"
        what={`An invitation is on its way to ${email}.`}
        next="The link in it works once, for two weeks."
      />
    );
  return (
    <Notice
      tone="ok"
      what={`The invitation of ${email} is ready.`}
      safe={
        demoInbox ? (
          <>
            This is the demo, where no mail leaves the house: it lies in{" "}
            <Link href="/dev/inbox" className="underline underline-offset-4">
              the demo's inbox
            </Link>
            .
          </>
        ) : (
          "No mail server is set up, so no mail was sent: pass the link on yourself."
        )
      }
      next="The link works once, for two weeks."
      action={
        <Button
          size="small"
          onClick={() => void navigator.clipboard.writeText(link).then(() => say("The link is copied."))}
        >
          Copy the link
        </Button>
      }
    />
  );
}
