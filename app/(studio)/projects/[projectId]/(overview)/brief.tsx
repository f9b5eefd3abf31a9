"use client";

import { useState } from "react";
import { PageSection } from "@/components/shell/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";
import { ChangeForm } from "./change-form.tsx";

/** What the record is to communicate. */
export function Brief({ project }: { project: ProjectPage }) {
  const [editing, setEditing] = useState(false);
  const mayChange = project.me.grants.includes("project.change");
  return (
    <PageSection
      title="Brief"
      actions={
        mayChange &&
        project.brief && (
          <Button size="small" onClick={() => setEditing(true)}>
            Change the brief
          </Button>
        )
      }
    >
      {project.brief ? (
        <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{project.brief}</p>
      ) : (
        <p className="text-muted">
          Nobody has written yet what the record is to communicate, to whom, and where they will hear it.
        </p>
      )}
      {mayChange && !project.brief && (
        <Button onClick={() => setEditing(true)} className="mt-3">
          Write the brief
        </Button>
      )}
      {editing && <BriefDialog project={project} onClose={() => setEditing(false)} />}
    </PageSection>
  );
}

function BriefDialog({ project, onClose }: { project: ProjectPage; onClose: () => void }) {
  const [brief, setBrief] = useState(project.brief);
  return (
    <ChangeForm title="Brief" change={{ projectId: project.id, brief }} onClose={onClose}>
      <TextArea
        label="What is the record to communicate?"
        hint="To whom, on which systems they will hear it, and what it must not become."
        optional
        className="min-h-48"
        maxLength={10_000}
        value={brief}
        onChange={(event) => setBrief(event.target.value)}
      />
    </ChangeForm>
  );
}
