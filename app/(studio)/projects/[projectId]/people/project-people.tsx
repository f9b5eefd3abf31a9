"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { PendingInvitations } from "@/components/people/pending-invitations.tsx";
import { ProjectFrame } from "@/components/projects/project-frame.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { AddMember } from "./add-member.tsx";
import { InviteForm } from "./invite-form.tsx";
import { Participants } from "./participants.tsx";

export function ProjectPeople({ projectId }: { projectId: string }) {
  const trpc = useTRPC();
  const { data: participants } = useSuspenseQuery(trpc.people.participants.queryOptions({ projectId }));
  return (
    <ProjectFrame projectId={projectId} tab="people">
      {(project) => {
        const mayInvite = project.me.grants.includes("people.invite");
        return (
          <>
            <PageSection title="Who takes part">
              <Participants participants={participants} mayChange={mayInvite} />
            </PageSection>
            {mayInvite && (
              <>
                <PageSection title="Invited">
                  <Invited projectId={projectId} />
                </PageSection>
                <div className="mt-10 grid items-start gap-10 lg:grid-cols-2">
                  <div>
                    <PageSection title="Invite somebody">
                      <InviteForm projectId={projectId} />
                    </PageSection>
                  </div>
                  <div>
                    <PageSection title="Add somebody from the studio">
                      <AddMember
                        projectId={projectId}
                        studioId={project.studio.id}
                        participants={participants}
                      />
                    </PageSection>
                  </div>
                </div>
              </>
            )}
          </>
        );
      }}
    </ProjectFrame>
  );
}

function Invited({ projectId }: { projectId: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.people.invitations.queryOptions({ projectId }));
  if (error) return <Refusal of={error} reading />;
  return data && <PendingInvitations invitations={data} />;
}
