"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { InvitationSent } from "@/components/people/invitation-sent.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import type { MemberRole } from "@/server/generated/prisma/client.ts";
import { memberRoleNames } from "@/server/people/words.ts";

const empty = { email: "", name: "" };
const roles: { role: MemberRole; does: string }[] = [
  { role: "engineer", does: "sees the projects they take part in" },
  { role: "manager", does: "sees and runs every project" },
  { role: "owner", does: "and decides who belongs to the studio" },
];

/** The owner's alone: a member sees more than one project. */
export function InviteMemberForm({ studioId, demoInbox }: { studioId: string; demoInbox: boolean }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [person, setPerson] = useState(empty);
  const [role, setRole] = useState<MemberRole>("engineer");
  const [emailError, setEmailError] = useState<string>();
  const invite = useMutation(
    trpc.people.inviteMember.mutationOptions({
      onSuccess: () => {
        setPerson(empty);
        void client.invalidateQueries();
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (invite.isPending) return;
    const email = person.email.trim();
    const fits = event.currentTarget.querySelector<HTMLInputElement>("[type=email]")?.validity.valid;
    setEmailError(fits ? undefined : "Write one e-mail address, such as name@studio.com.");
    if (!fits) return;
    const name = person.name.trim();
    invite.mutate({ studioId, email, role, ...(name && { name }) });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <TextField
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="off"
        value={person.email}
        onChange={(event) => setPerson((now) => ({ ...now, email: event.target.value }))}
        error={emailError}
      />
      <TextField
        label="Name"
        optional
        autoComplete="off"
        maxLength={80}
        value={person.name}
        onChange={(event) => setPerson((now) => ({ ...now, name: event.target.value }))}
      />
      <Select
        label="Role in the studio"
        value={role}
        onChange={(event) => setRole(event.target.value as MemberRole)}
        options={roles.map(({ role: value, does }) => ({
          value,
          label: `${memberRoleNames[value]}: ${does}`,
        }))}
      />
      <Refusal of={invite.error} kept="Nothing was sent, and what you typed is kept here." />
      {invite.isSuccess && (
        <InvitationSent email={invite.variables.email} link={invite.data.link} demoInbox={demoInbox} />
      )}
      <div>
        <Button type="submit" tone="primary" pending={invite.isPending}>
          Send the invitation
        </Button>
      </div>
    </form>
  );
}
