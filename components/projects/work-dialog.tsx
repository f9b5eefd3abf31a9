"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { dayValue } from "./day-text.ts";
import type { SongRow, SongStage } from "./song-row.ts";

export type WorkAct = "hold" | "resume" | "cancel" | "reopen" | "due";
export type ActOnWork = { act: WorkAct; song: SongRow; item: SongStage };

/** One dialog for all of a page's work: what is asked depends on the act. */
export function WorkDialog({ on, onClose }: { on: ActOnWork | null; onClose: () => void }) {
  return (
    <Dialog
      open={on !== null}
      onClose={onClose}
      title={on ? titles[on.act](`${on.item.stage} of ${on.song.title}`) : ""}
      description={on ? whatFollows(on) : ""}
      keepOnOutsidePress
    >
      {on && <ActForm on={on} onClose={onClose} />}
    </Dialog>
  );
}

const titles: Record<WorkAct, (work: string) => string> = {
  hold: (work) => `Put ${work} on hold?`,
  resume: (work) => `Resume ${work}?`,
  cancel: (work) => `Cancel ${work}?`,
  reopen: (work) => `Reopen ${work}?`,
  due: (work) => `When is ${work} due?`,
};

const follows: Record<WorkAct, string> = {
  hold: "Files, notes and decisions stay as they are. Nobody is asked for anything until it is resumed.",
  resume: "It goes on where it stopped.",
  cancel: "Files, notes and decisions stay on record, but cancelled work does not come back.",
  reopen:
    "It goes back to work, and the stage after it waits. What was signed off stays on record as superseded.",
  due: "It counts as late from the day after.",
};

function whatFollows(on: ActOnWork): string {
  if (on.act === "cancel") return `${follows.cancel} ${afterCancelling(on)}`.trim();
  return on.act === "reopen" && masterToo(on)
    ? `${follows.reopen} The master was made from this mix: its sign-off is superseded, too, and delivery is closed until the next one.`
    : follows[on.act];
}

/** What comes behind cancelled work, where that is part of the song and still to come. */
function afterCancelling({ song, item }: ActOnWork): string {
  const has = (stage: SongStage["stage"]) =>
    song.stages.some((s) => s.stage === stage && s.state !== "cancelled");
  if (item.stage === "recording" && has("mixing")) return "Mixing can then begin without a set.";
  if (item.stage === "mixing" && has("mastering"))
    return "Mastering can then begin with a mix that is supplied.";
  return item.stage === "mastering" && has("delivery") ? "The song then has no master to deliver." : "";
}

/** Mixing opens again under a master that is signed off. */
const masterToo = ({ song, item }: ActOnWork) =>
  item.stage === "mixing" && song.stages.some((s) => s.stage === "mastering" && s.state === "approved");

type FormProps = { on: ActOnWork; onClose: () => void };

function ActForm({ on, onClose }: FormProps) {
  if (on.act === "due") return <DueDateForm on={on} onClose={onClose} />;
  if (on.act === "resume") return <ResumeForm on={on} onClose={onClose} />;
  return <ReasonForm on={on} act={on.act} onClose={onClose} />;
}

const reasonLabels = {
  hold: { label: "Why is it on hold?", button: "Put on hold" },
  cancel: { label: "Why is it cancelled?", button: "Cancel the work" },
  reopen: { label: "Why is it reopened?", button: "Reopen" },
};

function ReasonForm({ on, act, onClose }: FormProps & { act: keyof typeof reasonLabels }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const procedures = {
    hold: trpc.work.hold,
    cancel: trpc.work.cancel,
    reopen: trpc.requests.reopenWork,
  };
  const change = useMutation(procedures[act].mutationOptions());
  const { label, button } = reasonLabels[act];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate(
      { workItemId: on.item.workItemId, reason, ...(act === "reopen" && { masterToo: masterToo(on) }) },
      {
        onSuccess: () => {
          void client.invalidateQueries();
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextArea
        label={label}
        hint="In a few words, which everybody in the project can read."
        minLength={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Refusal of={change.error} kept="What you wrote is kept here." />
      <DialogActions>
        <Button type="submit" tone={act === "cancel" ? "danger" : "primary"} pending={change.isPending}>
          {button}
        </Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </DialogActions>
    </form>
  );
}

function ResumeForm({ on, onClose }: FormProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const resume = useMutation(
    trpc.work.resume.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );
  return (
    <>
      {on.item.heldReason && <p className="mb-4">It is on hold because: {on.item.heldReason}</p>}
      <Refusal of={resume.error} />
      <DialogActions>
        <Button
          tone="primary"
          pending={resume.isPending}
          onClick={() => resume.mutate({ workItemId: on.item.workItemId })}
        >
          Resume
        </Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </DialogActions>
    </>
  );
}

function DueDateForm({ on, onClose }: FormProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [day, setDay] = useState(dayValue(on.item.dueOn));
  const change = useMutation(
    trpc.work.setDueDate.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        onClose();
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!change.isPending) change.mutate({ workItemId: on.item.workItemId, dueOn: day || null });
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label="Due date"
        optional
        type="date"
        hint="Empty it, and the work has no due date."
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <Refusal of={change.error} />
      <DialogActions>
        <Button type="submit" tone="primary" pending={change.isPending}>
          Save the due date
        </Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </DialogActions>
    </form>
  );
}
