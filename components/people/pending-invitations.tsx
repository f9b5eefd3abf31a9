"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dayText } from "@/components/projects/day-text.ts";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { MemberRole, Part } from "@/server/generated/prisma/client.ts";
import { memberRoleNames, partNames } from "@/server/people/words.ts";

type Invitation = {
  invitationId: string;
  email: string;
  name: string | null;
  part: Part | null;
  memberRole: MemberRole | null;
  createdAt: Date;
  expiresAt: Date;
  state: string;
};

/** Invitations that nobody has accepted yet. A new one for the same part ends the old one. */
export function PendingInvitations({ invitations }: { invitations: readonly Invitation[] }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const revoke = useMutation(
    trpc.people.revokeInvitation.mutationOptions({ onSettled: () => void client.invalidateQueries() }),
  );
  if (invitations.length === 0) return <p className="text-muted">No invitation is waiting for an answer.</p>;
  return (
    <>
      <ul className="divide-y divide-line">
        {invitations.map((invitation) => (
          <li key={invitation.invitationId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 grow basis-64">
              <p className="wrap-anywhere font-semibold">{invitation.name ?? invitation.email}</p>
              <p className="wrap-anywhere text-muted text-sm">
                {invitation.name && `${invitation.email}, `}
                {invitation.part && partNames[invitation.part]}
                {invitation.memberRole && memberRoleNames[invitation.memberRole]}
              </p>
              <p className="text-muted text-sm">
                Sent <RelativeTime at={invitation.createdAt} />,{" "}
                {invitation.state === "expired" ? "ran out on" : "open until"} {dayText(invitation.expiresAt)}
              </p>
            </div>
            {invitation.state === "expired" && <Badge tone="danger">Ran out</Badge>}
            <Button
              size="small"
              aria-label={`Take back the invitation of ${invitation.name ?? invitation.email}`}
              pending={revoke.isPending && revoke.variables.invitationId === invitation.invitationId}
              onClick={() => revoke.mutate({ invitationId: invitation.invitationId })}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      <Refusal of={revoke.error} />
    </>
  );
}
