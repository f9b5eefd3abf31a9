"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { newId } from "@/components/new-id.ts";
import { Refusal } from "@/components/refusal.tsx";
import { PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import type { ProjectPage } from "@/server/overview/queries.ts";

/** Records that show what is meant. */
export function References({ project }: { project: ProjectPage }) {
  const [adding, setAdding] = useState(false);
  const trpc = useTRPC();
  const client = useQueryClient();
  const remove = useMutation(
    trpc.projects.removeReference.mutationOptions({ onSuccess: () => void client.invalidateQueries() }),
  );
  const { grants, userId } = project.me;
  const mayAdd = grants.includes("note.add");
  return (
    <PageSection
      title="References"
      actions={
        mayAdd && (
          <Button size="small" onClick={() => setAdding(true)}>
            Add a reference
          </Button>
        )
      }
    >
      {project.references.length === 0 && (
        <p className="text-muted">No record is named yet that shows what is meant.</p>
      )}
      <ul className="divide-y divide-line">
        {project.references.map((reference) => (
          <li key={reference.id} className="flex items-start gap-3 py-3">
            <div className="min-w-0 grow">
              <p className="wrap-anywhere font-semibold">
                {reference.url ? (
                  <a
                    href={reference.url}
                    target="_blank"
                    rel="noreferrer"
                    className="underline decoration-line underline-offset-4 hover:decoration-current"
                  >
                    {reference.title}
                    <span className="sr-only"> (opens in a new tab)</span>
                  </a>
                ) : (
                  reference.title
                )}
              </p>
              {reference.why && <p className="wrap-anywhere text-muted text-sm">{reference.why}</p>}
            </div>
            {(grants.includes("project.change") || (mayAdd && reference.addedById === userId)) && (
              <IconButton
                label={`Remove the reference ${reference.title}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate({ projectId: project.id, referenceId: reference.id })}
              >
                <X aria-hidden size={18} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <Refusal of={remove.error} />
      {adding && <AddReference projectId={project.id} onClose={() => setAdding(false)} />}
    </PageSection>
  );
}

function AddReference({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [referenceId] = useState(newId);
  const [reference, setReference] = useState({ title: "", url: "", why: "" });
  const set = (part: Partial<typeof reference>) => setReference((now) => ({ ...now, ...part }));
  const add = useMutation(
    trpc.projects.addReference.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending) add.mutate({ projectId, referenceId, ...reference });
  }

  return (
    <Dialog open onClose={onClose} title="Add a reference" keepOnOutsidePress>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Artist and title"
          maxLength={120}
          value={reference.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextField
          label="Where to hear it"
          optional
          type="url"
          hint="An address that begins with https://"
          pattern="https?://.+"
          title="An address that begins with https://"
          value={reference.url}
          onChange={(event) => set({ url: event.target.value })}
        />
        <TextArea
          label="What about it?"
          optional
          hint="The drums, the space, how close the voice is."
          maxLength={1_000}
          value={reference.why}
          onChange={(event) => set({ why: event.target.value })}
        />
        <Refusal of={add.error} kept="What you typed is kept here." />
        <DialogActions>
          <Button type="submit" tone="primary" pending={add.isPending}>
            Add the reference
          </Button>
          <Button onClick={onClose}>Close without adding</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
