"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { newId } from "@/components/new-id.ts";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import { TextField } from "@/components/ui/text-field.tsx";

export type NameASong = { kind: "new" } | { kind: "rename"; songId: string; title: string };
type Props = { projectId: string; on: NameASong; onClose: () => void };

/** A title for a new song, or a better one for a song that is there. */
export function SongTitleDialog({ projectId, on, onClose }: Props) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [songId] = useState(newId);
  const [title, setTitle] = useState(on.kind === "rename" ? on.title : "");
  const onSuccess = () => {
    void client.invalidateQueries();
    onClose();
  };
  const add = useMutation(trpc.work.addSong.mutationOptions({ onSuccess }));
  const rename = useMutation(trpc.projects.renameSong.mutationOptions({ onSuccess }));
  const pending = add.isPending || rename.isPending;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (on.kind === "new") add.mutate({ projectId, songId, title });
    else rename.mutate({ songId: on.songId, title });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={on.kind === "new" ? "Add a song" : `Rename ${on.title}`}
      description={on.kind === "new" ? "It gets every stage that the project includes." : undefined}
      keepOnOutsidePress
    >
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Title"
          maxLength={120}
          autoComplete="off"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Refusal of={add.error ?? rename.error} kept="The title you typed is kept here." />
        <DialogActions>
          <Button type="submit" tone="primary" pending={pending}>
            {on.kind === "new" ? "Add the song" : "Rename the song"}
          </Button>
          <Button onClick={onClose}>Leave it as it is</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
