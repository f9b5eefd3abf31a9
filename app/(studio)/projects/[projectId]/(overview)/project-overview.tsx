"use client";

import { useState } from "react";
import { ProjectFrame } from "@/components/projects/project-frame.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";
import { Brief } from "./brief.tsx";
import { DetailsDialog } from "./details-dialog.tsx";
import { PeopleInShort } from "./people-in-short.tsx";
import { References } from "./references.tsx";
import { Songs } from "./songs.tsx";
import { SpecSection } from "./spec-section.tsx";

export function ProjectOverview({ projectId }: { projectId: string }) {
  const [editing, setEditing] = useState(false);
  const edit = ({ me }: ProjectPage) =>
    me.grants.includes("project.change") && (
      <Button onClick={() => setEditing(true)}>Change title or due date</Button>
    );
  return (
    <ProjectFrame projectId={projectId} tab="overview" actions={edit}>
      {(project) => (
        <>
          <Songs project={project} />
          <div className="mt-10 grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <div>
              <Brief project={project} />
              <References project={project} />
            </div>
            <div>
              <PageSection title="People">
                <PeopleInShort project={project} />
              </PageSection>
              <SpecSection project={project} />
            </div>
          </div>
          {editing && <DetailsDialog project={project} onClose={() => setEditing(false)} />}
        </>
      )}
    </ProjectFrame>
  );
}
