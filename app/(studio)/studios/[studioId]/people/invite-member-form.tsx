"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { InvitationForm } from "@/components/people/invitation-form.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Select } from "@/components/ui/select.tsx";
import type { MemberRole } from "@/server/generated/prisma/client.ts";
import { memberRoleNames } from "@/server/people/words.ts";

const roles: { role: MemberRole; does: string }[] = [
  { role: "engineer", does: "sees the projects they are in" },
  { role: "manager", does: "sees and runs every project" },
  { role: "owner", does: "and decides who is a member" },
];

/** Into the studio itself. The owner's alone: a member sees more than one project. */
export function InviteMemberForm({ studioId }: { studioId: string }) {
  const trpc = useTRPC();
  const [role, setRole] = useState<MemberRole>("engineer");
  const invite = useMutation(trpc.people.inviteMember.mutationOptions());
  return (
    <InvitationForm invite={invite} to={{ studioId, role }}>
      <Select
        label="Role in the studio"
        value={role}
        onChange={(event) => setRole(event.target.value as MemberRole)}
        options={roles.map(({ role: value, does }) => ({
          value,
          label: `${memberRoleNames[value]}: ${does}`,
        }))}
      />
    </InvitationForm>
  );
}
