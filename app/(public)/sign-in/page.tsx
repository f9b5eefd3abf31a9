import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { currentActor } from "@/server/auth.ts";
import { env } from "@/server/env.ts";
import { ownPath } from "@/server/origin.ts";
import { type DemoPerson, demoPeople } from "@/server/people/queries.ts";
import { signInTrouble } from "./words.ts";

export const metadata: Metadata = { title: "Sign in" };

type Query = { callbackUrl?: string; error?: string; email?: string };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const callbackUrl = ownPath(query.callbackUrl);
  const people = await demoPeople();
  const mailsGoOut = env.DEMO || env.SMTP_URL !== undefined;
  // In the demo this is also the place to change seats.
  if (people.length === 0 && !query.error && (await currentActor())) redirect(callbackUrl);
  const trouble = signInTrouble(query.error);
  return (
    <>
      <h1 className="text-xl">Sign in</h1>
      {trouble && <Notice tone="error" what={trouble} />}
      {people.length > 0 && <DemoPeople people={people} callbackUrl={callbackUrl} />}
      {mailsGoOut ? (
        <form method="post" action="/api/auth/signin/email" className="grid gap-4">
          <h2 className="text-lg">With a link by e-mail</h2>
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <TextField label="E-mail" name="email" type="email" autoComplete="email" inputMode="email" />
          <Button type="submit" tone="primary" size="large">
            Mail me a link
          </Button>
        </form>
      ) : (
        <Notice
          what="No mail server is set up here, so no link can be mailed."
          next="Sign in with your password."
        />
      )}
      <form
        method="post"
        action="/api/auth/callback/credentials"
        className="grid gap-4 border-line border-t pt-8"
      >
        <h2 className="text-lg">With a password</h2>
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        <TextField label="E-mail" name="email" type="email" autoComplete="username" inputMode="email" />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" />
        <Button type="submit" size="large">
          Sign in
        </Button>
      </form>
      <p className="text-muted text-sm">
        Accounts are made by invitation. If you expect one, look for the studio’s mail, or ask the studio to
        send it again.
      </p>
    </>
  );
}

function DemoPeople({ people, callbackUrl }: { people: DemoPerson[]; callbackUrl: string }) {
  return (
    <section aria-labelledby="demo" className="grid gap-3 border-line border-b pb-8">
      <h2 id="demo" className="text-lg">
        This is the demo: take anyone’s seat
      </h2>
      <ul className="grid gap-2">
        {people.map((person) => (
          <li key={person.id}>
            <form method="post" action="/dev/sign-in">
              <input type="hidden" name="callbackUrl" value={callbackUrl} />
              <button
                type="submit"
                name="person"
                value={person.email}
                className="flex min-h-14 w-full items-center justify-between gap-4 rounded-md bg-surface px-4 py-2 text-left ring-1 ring-control ring-inset hover:bg-raised"
              >
                <span className="font-semibold">{person.name}</span>
                <span className="text-right text-muted text-sm">{person.does}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
