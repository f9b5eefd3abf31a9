import type { Metadata } from "next";
import { Button } from "@/components/ui/button.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";

export const metadata: Metadata = { title: "Sign in", referrer: "same-origin" };

type Query = { token?: string; email?: string; callbackUrl?: string };

/** Nothing happens until a person presses: mail scanners open links too, and a link works once. */
export default async function LinkPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { token, email, callbackUrl } = await searchParams;
  if (typeof token !== "string" || typeof email !== "string") return <Incomplete />;
  return (
    <>
      <h1 className="text-xl">Welcome back</h1>
      <p>
        You are signing in as <strong className="break-all">{email}</strong>.
      </p>
      <form method="get" action="/api/auth/callback/email">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="callbackUrl" value={callbackUrl ?? "/"} />
        <Button type="submit" tone="amber" size="large">
          Sign in
        </Button>
      </form>
    </>
  );
}

function Incomplete() {
  return (
    <>
      <h1 className="text-xl">This link is incomplete</h1>
      <p>Part of it was lost on the way. Open it from the mail itself, or ask for a new one.</p>
      <div>
        <LinkButton href="/sign-in" tone="primary">
          Ask for a new link
        </LinkButton>
      </div>
    </>
  );
}
