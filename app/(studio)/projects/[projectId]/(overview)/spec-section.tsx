"use client";

import { type ReactNode, useState } from "react";
import { depthText, rateText, SpecFields, type SpecValue } from "@/components/projects/spec-fields.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";
import { filledPattern } from "@/server/projects/words.ts";
import { ChangeForm } from "./change-form.tsx";

/** The rate, the depth and the names that everything of this project goes out with. */
export function SpecSection({ project }: { project: ProjectPage }) {
  const [editing, setEditing] = useState(false);
  const example = fillingOf(project);
  return (
    <PageSection
      title="Spec"
      actions={
        project.me.grants.includes("project.change") && (
          <Button size="small" onClick={() => setEditing(true)}>
            Change the spec
          </Button>
        )
      }
    >
      <dl className="grid gap-3">
        <Figure label="Rate and depth">
          {rateText(project.sampleRateHz)}, {depthText(project.bitDepth)}
        </Figure>
        <Figure label="Names of outgoing files">{project.fileNamePattern}</Figure>
        <Figure label="For example">
          {filledPattern(project.fileNamePattern, { ...example, revision: `${example.stage} 1` })}.wav
        </Figure>
      </dl>
      {editing && <SpecDialog project={project} onClose={() => setEditing(false)} />}
    </PageSection>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="wrap-anywhere font-mono text-sm">{children}</dd>
    </div>
  );
}

function SpecDialog({ project, onClose }: { project: ProjectPage; onClose: () => void }) {
  const [spec, setSpec] = useState<SpecValue>({
    sampleRateHz: project.sampleRateHz,
    bitDepth: project.bitDepth,
    fileNamePattern: project.fileNamePattern,
  });
  const named = spec.fileNamePattern.includes("{song}");
  return (
    <ChangeForm title="Spec" change={{ projectId: project.id, ...spec }} onClose={onClose}>
      <SpecFields
        value={spec}
        onChange={(part) => setSpec((now) => ({ ...now, ...part }))}
        errors={{ fileNamePattern: named ? undefined : "The pattern needs {song} in it." }}
        example={fillingOf(project)}
      />
    </ChangeForm>
  );
}

const fillingOf = (project: ProjectPage) => ({
  artist: project.artistName,
  project: project.title,
  song: project.songs[0]?.title ?? "Song",
  stage: project.stages.includes("mixing") ? ("Mix" as const) : ("Master" as const),
});
