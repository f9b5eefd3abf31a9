"use client";

import { useActionState } from "react";
import type { FormOutcome } from "@/app/form-outcome.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextField } from "@/components/ui/text-field.tsx";

type Props = {
  accept: (before: FormOutcome, form: FormData) => Promise<FormOutcome>;
  isNew: boolean;
  name: string | null;
};

export function AcceptForm({ accept, isNew, name }: Props) {
  const [outcome, submit, pending] = useActionState(accept, null);
  return (
    <form action={submit} className="grid gap-5">
      {outcome?.trouble && <Notice tone="error" what={outcome.trouble} />}
      {isNew && (
        <>
          <TextField
            label="Your name"
            hint="As the others in the project know you."
            name="name"
            autoComplete="name"
            maxLength={80}
            defaultValue={outcome?.typed?.name ?? name ?? ""}
            error={outcome?.fields?.name}
          />
          <TextField
            label="Password"
            hint="Only if you want one: a link by e-mail is enough to come back. 10 characters or more."
            optional
            name="password"
            type="password"
            autoComplete="new-password"
            maxLength={200}
            error={outcome?.fields?.password}
          />
        </>
      )}
      <Button type="submit" tone="amber" size="large" pending={pending}>
        Accept and go in
      </Button>
    </form>
  );
}
