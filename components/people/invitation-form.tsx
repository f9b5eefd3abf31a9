"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { InvitationSent } from "./invitation-sent.tsx";

type Invited = { email: string; name?: string };
/** The mutation that sends it, as far as a form needs it. */
type Invite<To> = {
  mutate(invitation: To & Invited, then: { onSuccess: () => void }): void;
  isPending: boolean;
  error: Parameters<typeof Refusal>[0]["of"];
  data: { link: string | null } | undefined;
  variables: { email: string } | undefined;
};

type Props<To> = {
  invite: Invite<To>;
  /** What the person is asked into. */
  to: To;
  /** The fields that choose it. */
  children: ReactNode;
};

const nobody = { email: "", name: "" };

/** Asks one person in by mail: into a project or into the studio itself. */
export function InvitationForm<To>({ invite, to, children }: Props<To>) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: me } = useQuery(trpc.people.me.queryOptions());
  const [person, setPerson] = useState(nobody);
  const [emailError, setEmailError] = useState<string>();
  const type = (part: Partial<typeof nobody>) => setPerson((now) => ({ ...now, ...part }));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (invite.isPending) return;
    const fits = event.currentTarget.querySelector<HTMLInputElement>("[type=email]")?.validity.valid;
    setEmailError(fits ? undefined : "Write one e-mail address, such as name@studio.com.");
    if (!fits) return;
    const name = person.name.trim();
    const invitation = { ...to, email: person.email.trim(), ...(name && { name }) };
    const onSuccess = () => {
      setPerson(nobody);
      void client.invalidateQueries();
    };
    invite.mutate(invitation, { onSuccess });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <TextField
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="off"
        value={person.email}
        onChange={(event) => type({ email: event.target.value })}
        error={emailError}
      />
      <TextField
        label="Name"
        optional
        autoComplete="off"
        maxLength={80}
        value={person.name}
        onChange={(event) => type({ name: event.target.value })}
      />
      {children}
      <Refusal of={invite.error} kept="What you typed is kept here." />
      {invite.data && invite.variables && (
        <InvitationSent
          email={invite.variables.email}
          link={invite.data.link}
          demoInbox={me?.demoInbox ?? false}
        />
      )}
      <div>
        <Button type="submit" tone="primary" pending={invite.isPending}>
          Send the invitation
        </Button>
      </div>
    </form>
  );
}
