"use client";

import { useState } from "react";
import { dayValue } from "@/components/projects/day-text.ts";
import { TextField } from "@/components/ui/text-field.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";
import { ChangeForm } from "./change-form.tsx";

export function DetailsDialog({ project, onClose }: { project: ProjectPage; onClose: () => void }) {
  const [title, setTitle] = useState(project.title);
  const [artistName, setArtistName] = useState(project.artistName);
  const [dueOn, setDueOn] = useState(dayValue(project.dueOn));
  return (
    <ChangeForm
      title="Title, artist and due date"
      change={{ projectId: project.id, title, artistName, dueOn: dueOn || null }}
      onClose={onClose}
    >
      <TextField label="Title" maxLength={120} value={title} onChange={(e) => setTitle(e.target.value)} />
      <TextField
        label="Artist"
        maxLength={120}
        value={artistName}
        onChange={(e) => setArtistName(e.target.value)}
      />
      <TextField
        label="Due date"
        optional
        type="date"
        hint="Of the whole project; each stage of a song can have its own."
        value={dueOn}
        onChange={(e) => setDueOn(e.target.value)}
      />
    </ChangeForm>
  );
}
