"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Page, PageHeading } from "@/components/shell/page.tsx";
import { useLiveProject, useTRPC } from "@/components/trpc.tsx";
import { LinkTabs } from "@/components/ui/link-tabs.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";
import { dayText } from "./day-text.ts";
import { kindNames } from "./kind-names.ts";

type Props = {
  projectId: string;
  tab: "overview" | "people" | "history";
  actions?: (project: ProjectPage) => ReactNode;
  children: (project: ProjectPage) => ReactNode;
};

/** What every page of a project begins with; it stays true while it is open. */
export function ProjectFrame({ projectId, tab, actions, children }: Props) {
  const trpc = useTRPC();
  const { data: project } = useSuspenseQuery(trpc.overview.project.queryOptions({ projectId }));
  useLiveProject(projectId);
  const { roles, grants } = project.me;
  const isMember = roles.some((role) => role === "owner" || role === "manager" || role === "engineer");
  return (
    <Page>
      <PageHeading
        crumbs={
          isMember
            ? [{ label: "Board", href: `/studios/${project.studio.id}` }]
            : [{ label: "Your projects", href: "/home" }]
        }
        title={project.title}
        actions={actions?.(project)}
      >
        {kindNames[project.kind]} by {project.artistName}
        {project.dueOn && `, due ${dayText(project.dueOn)}`}
      </PageHeading>
      <LinkTabs
        label="The project's pages"
        tabs={[
          { href: `/projects/${projectId}`, label: "Overview", current: tab === "overview" },
          { href: `/projects/${projectId}/people`, label: "People", current: tab === "people" },
          ...(grants.includes("history.see")
            ? [
                {
                  href: `/projects/${projectId}/history` as const,
                  label: "History",
                  current: tab === "history",
                },
              ]
            : []),
        ]}
      />
      <div className="mt-8">{children(project)}</div>
    </Page>
  );
}
