"use client";

import { useActionState } from "react";
import type { FormOutcome } from "@/app/form-outcome.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextField } from "@/components/ui/text-field.tsx";

type Props = { begin: (before: FormOutcome, form: FormData) => Promise<FormOutcome> };

export function OwnerForm({ begin }: Props) {
  const [outcome, submit, pending] = useActionState(begin, null);
  const field = (name: string) => ({
    name,
    defaultValue: outcome?.typed?.[name] ?? "",
    error: outcome?.fields?.[name],
  });
  return (
    <form action={submit} className="grid gap-5">
      {outcome?.trouble && <Notice tone="error" what={outcome.trouble} />}
      <TextField
        label="Studio"
        hint="Its name, as clients know it."
        maxLength={80}
        {...field("studioName")}
      />
      <TextField label="Your name" autoComplete="name" maxLength={80} {...field("name")} />
      <TextField label="E-mail" type="email" autoComplete="username" inputMode="email" {...field("email")} />
      <TextField
        label="Password"
        hint="10 characters or more; three unrelated words do well."
        name="password"
        type="password"
        autoComplete="new-password"
        maxLength={200}
        error={outcome?.fields?.password}
      />
      <Button type="submit" tone="amber" size="large" pending={pending}>
        Open the studio
      </Button>
    </form>
  );
}
