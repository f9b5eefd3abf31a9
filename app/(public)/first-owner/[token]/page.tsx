import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { env } from "@/server/env.ts";
import { firstOwnerLinkWorks } from "@/server/people/queries.ts";
import { begin } from "./actions.ts";
import { OwnerForm } from "./owner-form.tsx";

export const metadata: Metadata = { title: "First owner", referrer: "same-origin" };

export default async function FirstOwnerPage({ params }: { params: Promise<{ token: string }> }) {
  if (env.DEMO) notFound();
  const { token } = await params;
  if (!(await firstOwnerLinkWorks(token))) return <Used />;
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-xl">Make this portal yours</h1>
        <p>You are its first owner. This page works once; everyone after you comes by invitation.</p>
      </div>
      <OwnerForm begin={begin.bind(null, token)} />
    </>
  );
}

function Used() {
  return (
    <>
      <h1 className="text-xl">This link no longer works</h1>
      <p>
        The portal has its owner, or a newer link was printed since. If you are the owner, sign in. Otherwise
        look where the portal was started: each start prints a new link until there is an owner.
      </p>
      <div>
        <LinkButton href="/sign-in" tone="primary">
          Sign in
        </LinkButton>
      </div>
    </>
  );
}
