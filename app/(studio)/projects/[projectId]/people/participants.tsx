"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { Power } from "@/server/generated/prisma/client.ts";
import type { participantsOf } from "@/server/people/queries.ts";
import { offeredPowers, partNames, powerNames } from "@/server/people/words.ts";
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
          <li
            key={participant.participantId}
            className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1 py-3 sm:grid-cols-[auto_1fr_18rem_6rem]"
          >
            <Avatar name={participant.name} />
            <div className="min-w-0">
              <p className="wrap-anywhere font-semibold">{participant.name}</p>
              <p className="wrap-anywhere text-muted text-sm">
                {partNames[participant.part]}
                {participant.email && `, ${participant.email}`}
              </p>
            </div>
            <p className="col-span-2 col-start-2 row-start-2 text-muted text-sm sm:col-span-1 sm:col-start-3 sm:row-start-1">
              {powersText(participant.powers)}
            </p>
            {mayChange && (
              <Button
                size="small"
                className="col-start-3 row-start-1 justify-self-end sm:col-start-4"
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

/** "May leave notes, sign off the sound". */
function powersText(powers: readonly Power[]) {
  const held = offeredPowers.filter((power) => powers.includes(power));
  if (held.length === 0) return "Listens, without powers of their own";
  return `May ${held.map((power) => powerNames[power].toLowerCase()).join(", ")}`;
}
