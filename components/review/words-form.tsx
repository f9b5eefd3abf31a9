"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import type { DraftOf } from "./draft.ts";
import { type Failure, FailureNotice } from "./failure-notice.tsx";
import { useDraft } from "./use-draft.ts";

const empty = { words: "" };

type Props = {
  of: DraftOf;
  /** What it belongs to; the draft is kept under it. */
  id: string;
  label: string;
  send: string;
  songId: string;
  pending: boolean;
  failure: Failure | null;
  /** Resolves once it is sent: then the draft goes. */
  onSend: (words: string) => Promise<unknown>;
  onClose: () => void;
};

/** A few words about one thing: a reply, a reason. Ctrl or ⌘ and Enter sends, Esc keeps the draft and closes. */
export function WordsForm({ of, id, label, send, songId, pending, failure, onSend, onClose }: Props) {
  const { draft, change, clear } = useDraft(of, id, empty);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);

  async function submit() {
    if (!draft.words.trim() || pending) return;
    await onSend(draft.words);
    clear();
    onClose();
  }

  return (
    <form
      ref={form}
      className="grid grid-cols-1 gap-2"
      onKeyDown={(event) => onSendOrClose(event, () => form.current?.requestSubmit(), onClose)}
      onSubmit={(event) => {
        event.preventDefault();
        // A refusal stays in `failure`, beside the words.
        submit().catch(() => {});
      }}
    >
      <TextArea
        label={label}
        rows={2}
        value={draft.words}
        onChange={(event) => change({ words: event.target.value })}
      />
      <FailureNotice failure={failure} safe="Your words are kept on this device." songId={songId} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" size="small" pending={pending}>
          {send}
        </Button>
        <Button tone="plain" size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

export function onSendOrClose(event: KeyboardEvent, send: () => void, close: () => void) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    close();
  }
}
