"use client";

import { useActionState } from "react";
import type { FormOutcome } from "@/app/form-outcome.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { changeName, changePassword, leaveEverywhere } from "./actions.ts";

export function NameForm({ name }: { name: string }) {
  const [outcome, submit, pending] = useActionState(changeName, null);
  return (
    <form action={submit} className="grid justify-items-start gap-4 *:w-full">
      <Said outcome={outcome} />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={80}
        defaultValue={outcome?.typed?.name ?? name}
        error={outcome?.fields?.name}
      />
      <div>
        <Button type="submit" tone="primary" pending={pending}>
          Change the name
        </Button>
      </div>
    </form>
  );
}

export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const [outcome, submit, pending] = useActionState(changePassword, null);
  return (
    <form action={submit} className="grid justify-items-start gap-4 *:w-full">
      <Said outcome={outcome} />
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label={hasPassword ? "New password" : "Password"}
        hint="10 characters or more; three unrelated words do well. You are signed out everywhere else."
        name="password"
        type="password"
        autoComplete="new-password"
        maxLength={200}
        error={outcome?.fields?.password}
      />
      <div>
        <Button type="submit" pending={pending}>
          {hasPassword ? "Change the password" : "Set a password"}
        </Button>
      </div>
    </form>
  );
}

export function LeaveForm() {
  const [outcome, submit, pending] = useActionState(leaveEverywhere, null);
  return (
    <form action={submit} className="grid gap-4">
      <Said outcome={outcome} />
      <div>
        <Button type="submit" pending={pending}>
          Sign out on every device
        </Button>
      </div>
    </form>
  );
}

function Said({ outcome }: { outcome: FormOutcome }) {
  if (outcome?.trouble) return <Notice tone="error" what={outcome.trouble} />;
  if (outcome?.done) return <Notice tone="ok" what={outcome.done} />;
  return null;
}
