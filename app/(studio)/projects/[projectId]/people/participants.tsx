"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { participantsOf } from "@/server/people/queries.ts";
import { partNames, powerNames } from "@/server/people/words.ts";
import { ParticipantDialog } from "./participant-dialog.tsx";

export type Participant = Awaited<ReturnType<typeof participantsOf>>[number];

export function Participants({
  participants,
  mayChange,
}: {
  participants: readonly Participant[];
  mayChange: boolean;
}) {
  const [changing, setChanging] = useState<Participant | null>(null);
  if (participants.length === 0)
    return (
      <p className="max-w-prose text-muted">
        Nobody takes part yet. {mayChange && "Invite the engineers, the artist and the client below."}
      </p>
    );
  return (
    <>
      <ul className="divide-y divide-line">
        {participants.map((participant) => (
          <li key={participant.participantId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <Avatar name={participant.name} />
            <div className="min-w-0 grow basis-48">
              <p className="break-words font-semibold">{participant.name}</p>
              <p className="break-words text-muted text-sm">
                {partNames[participant.part]}
                {participant.email && `, ${participant.email}`}
              </p>
            </div>
            <p className="basis-64 text-muted text-sm max-sm:basis-full">
              {participant.powers.length === 0
                ? "No powers beside the part"
                : participant.powers.map((power) => powerNames[power]).join(", ")}
            </p>
            {mayChange && (
              <Button
                size="small"
                aria-label={`Change ${participant.name} as ${partNames[participant.part].toLowerCase()}`}
                onClick={() => setChanging(participant)}
              >
                Change
              </Button>
            )}
          </li>
        ))}
      </ul>
      {changing && <ParticipantDialog participant={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
