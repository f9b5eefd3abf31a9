"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { InvitationSent } from "@/components/people/invitation-sent.tsx";
import { PowersField } from "@/components/people/powers-field.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import type { Part } from "@/server/generated/prisma/client.ts";
import { partNames, parts } from "@/server/people/words.ts";
import { defaultPowers } from "./default-powers.ts";

const firstPart: Part = "client";
const empty = { email: "", name: "" };

/** Asks a person in by mail, also from outside the studio. The part brings its usual powers. */
export function InviteForm({ projectId }: { projectId: string }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [person, setPerson] = useState(empty);
  const [part, setPart] = useState<Part>(firstPart);
  const [powers, setPowers] = useState(defaultPowers[firstPart]);
  const [emailError, setEmailError] = useState<string>();
  const me = useQuery(trpc.people.me.queryOptions());
  const invite = useMutation(
    trpc.people.invitePerson.mutationOptions({
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
    invite.mutate({ projectId, email, part, powers, ...(name && { name }) });
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
        label="Part in the project"
        value={part}
        onChange={(event) => {
          const chosen = event.target.value as Part;
          setPart(chosen);
          setPowers(defaultPowers[chosen]);
        }}
        options={parts.map((value) => ({ value, label: partNames[value] }))}
      />
      <PowersField legend="May" value={powers} onChange={setPowers} />
      <Refusal of={invite.error} kept="Nothing was sent, and what you typed is kept here." />
      {invite.isSuccess && (
        <InvitationSent
          email={invite.variables.email}
          link={invite.data.link}
          demoInbox={me.data?.demoInbox ?? false}
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
