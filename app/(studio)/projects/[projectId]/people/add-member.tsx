"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/select.tsx";
import type { Part } from "@/server/generated/prisma/client.ts";
import { PartSelect } from "./part-select.tsx";
import type { Participant } from "./participants.tsx";

type Props = { projectId: string; studioId: string; participants: readonly Participant[] };

/** For people who are there already: no mail, they simply see the project. */
export function AddMember({ projectId, studioId, participants }: Props) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: members, error } = useQuery(trpc.people.members.queryOptions({ studioId }));
  const [chosen, setChosen] = useState<string>();
  const [part, setPart] = useState<Part>("mixing_engineer");
  const add = useMutation(
    trpc.people.addParticipant.mutationOptions({ onSuccess: () => void client.invalidateQueries() }),
  );
  if (error) return <Refusal of={error} reading />;

  const known = new Map([...(members ?? []), ...participants].map(({ userId, name }) => [userId, name]));
  const userId = chosen ?? [...known.keys()][0];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (userId && !add.isPending) add.mutate({ projectId, userId, part });
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <Select
        label="Person"
        hint="Members of the studio, and whoever takes part already and takes a further part."
        value={userId ?? ""}
        onChange={(event) => setChosen(event.target.value)}
        options={[...known].map(([value, label]) => ({ value, label }))}
      />
      <PartSelect value={part} onChange={setPart} />
      <Refusal of={add.error} />
      <div>
        <Button type="submit" pending={add.isPending}>
          Add to the project
        </Button>
      </div>
    </form>
  );
}
