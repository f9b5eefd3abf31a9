"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import type { Member } from "./studio-people.tsx";

export function RemoveMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const remove = useMutation(
    trpc.people.removeMember.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Take ${member.name} out of the studio?`}
      description="They no longer see the studio, and the invitations that they sent and nobody accepted yet are taken back. The parts they have in projects stay until they are ended there."
    >
      <Refusal of={remove.error} />
      <DialogActions>
        <Button
          tone="danger"
          pending={remove.isPending}
          onClick={() => remove.mutate({ memberId: member.memberId })}
        >
          Take {member.name} out
        </Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </DialogActions>
    </Dialog>
  );
}
