"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { PowersField } from "@/components/people/powers-field.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import { partNames } from "@/server/people/words.ts";
import type { Participant } from "./participants.tsx";

/** What one person may do in one part; and the way out of the project. */
export function ParticipantDialog({
  participant,
  onClose,
}: {
  participant: Participant;
  onClose: () => void;
}) {
  const { participantId, name, part } = participant;
  const trpc = useTRPC();
  const client = useQueryClient();
  const [powers, setPowers] = useState(participant.powers);
  const [leaving, setLeaving] = useState(false);
  const onSuccess = () => {
    void client.invalidateQueries();
    onClose();
  };
  const change = useMutation(trpc.people.changePowers.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.requests.removeParticipant.mutationOptions({ onSuccess }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!change.isPending) change.mutate({ participantId, powers });
  }

  if (leaving)
    return (
      <Dialog
        open
        onClose={onClose}
        title={`Take ${name} out as ${partNames[part].toLowerCase()}?`}
        description="What they brought and wrote stays. Through this part they no longer see the project."
      >
        <Refusal of={remove.error} />
        <DialogActions>
          <Button tone="danger" pending={remove.isPending} onClick={() => remove.mutate({ participantId })}>
            Take {name} out
          </Button>
          <Button onClick={() => setLeaving(false)}>Go back</Button>
        </DialogActions>
      </Dialog>
    );

  return (
    <Dialog open onClose={onClose} title={`${name}, ${partNames[part].toLowerCase()}`} keepOnOutsidePress>
      <form onSubmit={submit} className="grid gap-4">
        <PowersField legend="May" value={powers} onChange={setPowers} />
        <Refusal of={change.error} kept="Your choice is kept here." />
        <DialogActions>
          <Button type="submit" tone="primary" pending={change.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Leave it as it is</Button>
          <Button tone="plain" className="text-danger! sm:mr-auto" onClick={() => setLeaving(true)}>
            Take out of the project
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
