import type { Metadata } from "next";
import { begin } from "@/app/prefetch.tsx";
import { Page, PageHeading, PageSection } from "@/components/shell/page.tsx";
import { memberRoleNames } from "@/server/people/words.ts";
import { LeaveForm, NameForm, PasswordForm } from "./forms.tsx";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const me = await begin((c) => c.people.me(), "/account");
  return (
    <Page width="narrow">
      <PageHeading title="Your account">
        <span className="break-all">{me.email}</span>
        {me.studios.map(({ studioId, name, role }) => (
          <span key={studioId} className="block">
            {memberRoleNames[role]} at {name}
          </span>
        ))}
      </PageHeading>
      <PageSection title="Name">
        <NameForm name={me.name} />
      </PageSection>
      <PageSection title="Password">
        <p className="mb-4 text-muted">
          {me.hasPassword
            ? "You can sign in with your password or with a link by e-mail."
            : "You sign in with a link by e-mail. A password is for whoever prefers one."}
        </p>
        <PasswordForm email={me.email} hasPassword={me.hasPassword} />
      </PageSection>
      <PageSection title="Devices">
        <p className="mb-4 text-muted">
          Left a computer signed in somewhere, or lost a phone? This ends every session at once, this one too.
        </p>
        <LeaveForm />
      </PageSection>
    </Page>
  );
}
