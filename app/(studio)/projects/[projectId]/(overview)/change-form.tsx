"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import type { ChangeProject } from "@/server/projects/schema.ts";

type Props = {
  title: string;
  /** What goes to the server; the fields themselves are the children. */
  change: ChangeProject;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog that changes something of the project and closes once it is saved. */
export function ChangeForm({ title, change, onClose, children }: Props) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const save = useMutation(
    trpc.projects.change.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate(change);
  }

  return (
    <Dialog open onClose={onClose} title={title} keepOnOutsidePress>
      <form onSubmit={submit} className="grid gap-4">
        {children}
        <Refusal of={save.error} kept="What you typed is kept here." />
        <DialogActions>
          <Button type="submit" tone="primary" pending={save.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Leave it as it is</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
