"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PendingInvitations } from "@/components/people/pending-invitations.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { Page, PageHeading, PageSection } from "@/components/shell/page.tsx";
import { useLiveStudio, useTRPC } from "@/components/trpc.tsx";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { membersOf } from "@/server/people/queries.ts";
import { memberRoleNames } from "@/server/people/words.ts";
import { InviteMemberForm } from "./invite-member-form.tsx";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";

export type Member = Awaited<ReturnType<typeof membersOf>>[number];

const since = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** Who belongs to the studio itself; who takes part in a project is on the project's page. */
export function StudioPeople({ studioId }: { studioId: string }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.people.me.queryOptions());
  const { data: members } = useSuspenseQuery(trpc.people.members.queryOptions({ studioId }));
  useLiveStudio(studioId);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const studio = me.studios.find((s) => s.studioId === studioId);
  const mayChange = studio?.role === "owner";
  return (
    <Page>
      <PageHeading title="People">
        Members of {studio?.name ?? "the studio"}. Artists, clients and engineers from outside are invited on
        their project's page.
      </PageHeading>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <li
            key={member.memberId}
            className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1 py-3 sm:grid-cols-[auto_1fr_16rem_6rem]"
          >
            <Avatar name={member.name} />
            <div className="min-w-0">
              <p className="wrap-anywhere font-semibold">
                {member.name}
                {member.userId === me.userId && <span className="font-normal text-muted"> (you)</span>}
              </p>
              <p className="wrap-anywhere text-muted text-sm">{member.email}</p>
            </div>
            <p className="col-start-2 row-start-2 text-muted text-sm sm:col-start-3 sm:row-start-1">
              {memberRoleNames[member.role]}, since {since.format(member.since)}
            </p>
            {mayChange && member.userId !== me.userId && (
              <Button
                size="small"
                className="justify-self-end sm:col-start-4"
                aria-label={`Take ${member.name} out of the studio`}
                onClick={() => setLeaving(member)}
              >
                Take out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="mt-10 grid items-start gap-10 lg:grid-cols-2">
          <div>
            <PageSection title="Invite a member">
              <InviteMemberForm studioId={studioId} />
            </PageSection>
          </div>
          <div>
            <PageSection title="Invited">
              <Invited studioId={studioId} />
            </PageSection>
          </div>
        </div>
      )}
      {leaving && <RemoveMemberDialog member={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

function Invited({ studioId }: { studioId: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.people.memberInvitations.queryOptions({ studioId }));
  if (error) return <Refusal of={error} reading />;
  return data && <PendingInvitations invitations={data} />;
}
