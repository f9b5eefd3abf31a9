"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { InvitationForm } from "@/components/people/invitation-form.tsx";
import { PowersField } from "@/components/people/powers-field.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import type { Part } from "@/server/generated/prisma/client.ts";
import { defaultPowers } from "./default-powers.ts";
import { PartSelect } from "./part-select.tsx";

const firstPart: Part = "client";

/** Into the project, also from outside the studio. The part brings its usual powers. */
export function InviteForm({ projectId }: { projectId: string }) {
  const trpc = useTRPC();
  const [part, setPart] = useState(firstPart);
  const [powers, setPowers] = useState(defaultPowers[firstPart]);
  const invite = useMutation(trpc.people.invitePerson.mutationOptions());
  return (
    <InvitationForm invite={invite} to={{ projectId, part, powers }}>
      <PartSelect
        value={part}
        onChange={(chosen) => {
          setPart(chosen);
          setPowers(defaultPowers[chosen]);
        }}
      />
      <PowersField legend="May" value={powers} onChange={setPowers} />
    </InvitationForm>
  );
}
