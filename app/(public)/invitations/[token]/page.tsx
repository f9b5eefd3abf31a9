import type { Metadata } from "next";
import { Button } from "@/components/ui/button.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { currentActor } from "@/server/auth.ts";
import { memberRoleNames, partNames, powerNames } from "@/server/people/words.ts";
import { invitationBehind } from "@/server/projects/queries.ts";
import { callerFor } from "@/server/root.ts";
import { AcceptForm } from "./accept-form.tsx";
import { accept } from "./actions.ts";

export const metadata: Metadata = { title: "Invitation", referrer: "same-origin" };

type Invitation = NonNullable<Awaited<ReturnType<typeof invitationBehind>>>;

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await invitationBehind(token);
  if (!invitation) {
    return (
      <Closed words="This link is not complete, or it was never one of ours. Open it from the mail itself, or ask whoever invited you to send it again." />
    );
  }
  if (invitation.closedWords) return <Closed words={invitation.closedWords} />;
  const actor = await currentActor();
  const isTheirs = actor !== null && actor.userId === invitation.accountId;
  const somebodyElse = actor && !isTheirs ? await callerFor({ actor }).people.me() : null;
  return (
    <>
      <Promised invitation={invitation} />
      {somebodyElse && <SignedInAs me={somebodyElse} invitation={invitation} token={token} />}
      {invitation.accountId === null || isTheirs ? (
        <AcceptForm accept={accept.bind(null, token)} isNew={!isTheirs} name={invitation.name} />
      ) : (
        <SignInFirst email={invitation.email} token={token} />
      )}
    </>
  );
}

function Promised({ invitation }: { invitation: Invitation }) {
  const { invitedBy, project, studioName, part, powers, memberRole, email } = invitation;
  const what = project ? `“${project.title}”` : studioName;
  const as = part ? partNames[part] : memberRole ? memberRoleNames[memberRole] : "";
  return (
    <>
      <h1 className="text-xl">
        {invitedBy} invites you to {what}
      </h1>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {project && <Line term="Release">{`${project.title} by ${project.artistName}`}</Line>}
        <Line term="Studio">{studioName}</Line>
        <Line term="You are">{as}</Line>
        {powers.length > 0 && (
          <Line term="You may">{powers.map((power) => powerNames[power].toLowerCase()).join(", ")}</Line>
        )}
        <Line term="Your e-mail">{email}</Line>
      </dl>
    </>
  );
}

function Line({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

type SomebodyElse = { me: { name: string; email: string }; invitation: Invitation; token: string };

/** Two people at one computer, or one person with two addresses: neither is to be taken for the other. */
function SignedInAs({ me, invitation: { accountId, email, invitedBy }, token }: SomebodyElse) {
  return (
    <form method="post" action="/api/auth/signout" className="grid gap-3 rounded-md bg-raised p-4">
      <p>
        You are signed in as <strong>{me.name}</strong>, <span className="wrap-anywhere">{me.email}</span>.
        This invitation is for <strong className="wrap-anywhere">{email}</strong>
        {accountId === null && ": accepting it makes an account for that address, and signs you in with it"}.
      </p>
      {invitedBy !== me.name && (
        <p className="text-muted">
          To take part as {me.name}, ask {invitedBy} to invite that address.
        </p>
      )}
      {accountId === null && (
        <>
          <input type="hidden" name="callbackUrl" value={`/invitations/${token}`} />
          <div>
            <Button type="submit">Sign out first</Button>
          </div>
        </>
      )}
    </form>
  );
}

function SignInFirst({ email, token }: { email: string; token: string }) {
  const back = `/sign-in?callbackUrl=${encodeURIComponent(`/invitations/${token}`)}`;
  return (
    <form method="post" action="/api/auth/signout" className="grid gap-5">
      <p>
        There is an account for <strong className="break-all">{email}</strong> already. Sign in with it, and
        you come back here to accept.
      </p>
      <input type="hidden" name="callbackUrl" value={back} />
      <Button type="submit" tone="amber" size="large">
        Sign in with this address
      </Button>
    </form>
  );
}

function Closed({ words }: { words: string }) {
  return (
    <>
      <h1 className="text-xl">This invitation is closed</h1>
      <p>{words}</p>
      <div>
        <LinkButton href="/sign-in" tone="primary">
          Sign in
        </LinkButton>
      </div>
    </>
  );
}
