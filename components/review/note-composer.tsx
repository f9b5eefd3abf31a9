"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { KeyHint } from "@/components/ui/key-hint.tsx";
import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { PlaceField } from "./place-field.tsx";
import { RequestFields } from "./request-fields.tsx";
import type { Note, Revision } from "./review-types.ts";
import type { Notes } from "./use-notes.ts";
import { useRefresh } from "./use-refresh.ts";
import { onSendOrClose } from "./words-form.tsx";

const labels: Record<Note["kind"], string> = {
  request: "Change",
  praise: "Keep",
  answer: "Answer",
  mix_revision_request: "Request to mixing",
};
const asked: Record<Note["kind"], string> = {
  request: "What should change?",
  praise: "What should stay as it is?",
  answer: "What is it about?",
  mix_revision_request: "What should the mix change?",
};

type Props = {
  songId: string;
  /** What the note is about. */
  revision: Revision;
  notes: Notes;
  /** What is said then is the page's. */
  onSent: () => void;
};

export function NoteComposer({ songId, revision, notes: { compose, kinds }, onSent }: Props) {
  const { draft } = compose;
  const trpc = useTRPC();
  const refresh = useRefresh();
  const add = useMutation(trpc.review.addNote.mutationOptions({ onSettled: refresh }));
  const request = useMutation(trpc.requests.send.mutationOptions({ onSettled: refresh }));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const report = revision.file.report;
  const fromMastering = draft.kind === "mix_revision_request";
  const pending = add.isPending || request.isPending;

  async function send() {
    if (!draft.words.trim() || pending) return;
    const { kind, words, startSample, endSample, nature, concerns, suggestion, blocking } = draft;
    const place = { revisionId: revision.id, words, startSample, endSample };
    const { noteId } =
      kind === "mix_revision_request"
        ? await request.mutateAsync({ ...place, nature, concerns, suggestion, blocking })
        : await add.mutateAsync({ ...place, kind });
    compose.sent(noteId);
    onSent();
  }

  return (
    <form
      ref={form}
      aria-label={`New note on ${revision.label}`}
      className="grid grid-cols-1 gap-4"
      onKeyDown={(event) => onSendOrClose(event, () => form.current?.requestSubmit(), compose.close)}
      onSubmit={(event) => {
        event.preventDefault();
        // A refusal stays in the mutation and is shown below.
        send().catch(() => {});
      }}
    >
      {kinds.length > 1 && (
        <SegmentedControl
          label="What it is"
          value={draft.kind}
          onChange={compose.chooseKind}
          options={kinds.map((kind) => ({ value: kind, label: labels[kind] }))}
        />
      )}
      <TextArea
        label={`${asked[draft.kind]} (${revision.label})`}
        rows={2}
        value={draft.words}
        onChange={(event) => {
          compose.typing();
          compose.change({ words: event.target.value });
        }}
      />
      {report && (
        <PlaceField
          place={draft}
          onPlace={compose.change}
          sampleRateHz={report.sampleRateHz}
          frames={report.frames}
          here={compose.here}
        />
      )}
      {fromMastering && <RequestFields draft={draft} onChange={compose.change} />}
      <FailureNotice
        failure={add.error ?? request.error}
        safe="Your note is kept on this device."
        songId={songId}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" tone="amber" pending={pending}>
          {fromMastering ? (draft.blocking ? "Send and hold mastering" : "Send request") : "Add note"}
        </Button>
        <Button tone="plain" onClick={compose.close}>
          Keep as draft
        </Button>
        <span className="text-muted text-sm max-sm:hidden">
          <KeyHint keys="Ctrl ↵" /> sends, <KeyHint keys="Esc" /> keeps the draft
        </span>
      </div>
    </form>
  );
}
